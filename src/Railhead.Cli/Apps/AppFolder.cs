using Railhead.Model;

namespace Railhead.Cli;

/// <summary>The folder with an app's railhead.yaml.</summary>
static class AppFolder
{
    /// <summary>The folder that a command means: the one given, or the nearest upwards from where it runs.</summary>
    /// <exception cref="UsageException">It has no railhead.yaml.</exception>
    public static string Of(Invocation call) =>
        call.Folder is { } given
            ? Given(given, call.Terminal.Folder)
            : Upwards(call.Terminal.Folder) ?? throw CommandErrors.NoBlueprint("this folder or above it");

    /// <summary>The folder that a command means, if any: without one, the environments of this machine are asked.</summary>
    /// <exception cref="UsageException">The given one has no railhead.yaml.</exception>
    public static string? Find(Invocation call) =>
        call.Folder is { } given ? Given(given, call.Terminal.Folder) : Upwards(call.Terminal.Folder);

    public static string Blueprint(string folder) => Path.Combine(folder, BlueprintFile.Name);

    static string Given(string given, string from)
    {
        var folder = Path.GetFullPath(given, from);
        if (File.Exists(Blueprint(folder)))
        {
            return folder;
        }

        throw Directory.Exists(folder) ? CommandErrors.NoBlueprint(folder) : CommandErrors.FolderMissing(folder);
    }

    static string? Upwards(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Blueprint(folder.FullName)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
