namespace Railhead.Local;

/// <summary>One <c>up</c> or <c>down</c> of an environment at a time; a second one waits and says for whom.</summary>
public static class EnvironmentLock
{
    static string FileOf(string home, string app, string environment) => Path.Combine(home, "locks", $"{app}.{environment}");

    public static Task<ProcessLock> TakeAsync(
        string home,
        string app,
        string environment,
        TimeProvider time,
        Action<string> say,
        CancellationToken cancellation
    ) =>
        ProcessLock.TakeFileAsync(
            FileOf(home, app, environment),
            limit: null,
            () => say($"Another \"railhead up\" or \"down\" of {app} · {environment} is running; waiting for it."),
            time,
            cancellation
        );

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

        if (Directory.EnumerateFileSystemEntries(home).Any())
        {
            return;
        }

        try
        {
            Directory.Delete(home);
        }
        catch (IOException)
        {
            // The home is a mount point: it is empty, and stays.
        }
    }
}
