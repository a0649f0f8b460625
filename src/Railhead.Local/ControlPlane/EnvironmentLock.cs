namespace Railhead.Local;

/// <summary>One <c>up</c> or <c>down</c> of an environment at a time; a second one waits and says for whom.</summary>
public sealed class EnvironmentLock : IDisposable
{
    readonly FileStream _file;

    EnvironmentLock(FileStream file) => _file = file;

    static string FileOf(string home, string app, string environment) => Path.Combine(home, "locks", $"{app}.{environment}");

    public static async Task<EnvironmentLock> TakeAsync(
        string home,
        string app,
        string environment,
        TimeProvider time,
        Action<string> say,
        CancellationToken cancellation
    )
    {
        var file = FileOf(home, app, environment);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var said = false;
        while (true)
        {
            try
            {
                // .NET takes an exclusive flock for this, which ends with the process.
                return new EnvironmentLock(new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(file))
            {
                if (!said)
                {
                    say($"Another \"railhead up\" or \"down\" of {app} · {environment} is at work; waiting for it.");
                }

                said = true;
                await Task.Delay(TimeSpan.FromMilliseconds(200), time, cancellation);
            }
        }
    }

    /// <summary>Removes the file of a purged environment, and the folders that are empty then.</summary>
    public static void Forget(string home, string app, string environment)
    {
        if (File.Exists(FileOf(home, app, environment)))
        {
            File.Delete(FileOf(home, app, environment));
        }

        foreach (var folder in (string[])[Path.Combine(home, "locks"), Path.Combine(home, "apps", app), Path.Combine(home, "apps")])
        {
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }

        // With the last environment the installed programs go, and with them the last file.
        if (Directory.Exists(Path.Combine(home, "apps")) || !Directory.Exists(home))
        {
            return;
        }

        if (Directory.Exists(Path.Combine(home, "bin")))
        {
            Directory.Delete(Path.Combine(home, "bin"), recursive: true);
        }

        foreach (var rest in (string[])["ports.json", "ports.lock"])
        {
            File.Delete(Path.Combine(home, rest));
        }

        if (!Directory.EnumerateFileSystemEntries(home).Any())
        {
            Directory.Delete(home);
        }
    }

    public void Dispose() => _file.Dispose();
}
