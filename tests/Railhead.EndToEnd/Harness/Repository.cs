namespace Railhead.EndToEnd;

/// <summary>This repository as somebody has it who cloned it.</summary>
static class Repository
{
    public static string Root { get; } = Find();

    public static string Guestbook => Path.Combine(Root, "samples", "guestbook");

    /// <summary>The built test app, beside this program.</summary>
    public static string TestApp => Path.Combine(AppContext.BaseDirectory, "TestApp");

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Railhead.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Railhead.slnx above {AppContext.BaseDirectory}.");
    }

    /// <summary>Copies a folder without what a build leaves in it.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }

        foreach (var folder in Directory.GetDirectories(from))
        {
            if (Path.GetFileName(folder) is not ("bin" or "obj" or ".git"))
            {
                Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
            }
        }
    }
}
