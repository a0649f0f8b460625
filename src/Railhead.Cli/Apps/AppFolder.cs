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

    /// <summary>A folder's blueprint as people name it from where the command runs.</summary>
    public static string NameOf(string folder, Invocation call)
    {
        var relative = Path.GetRelativePath(call.Terminal.Folder, Blueprint(folder));
        return relative.StartsWith("../../", StringComparison.Ordinal) ? Blueprint(folder) : relative;
    }

    static string Given(string given, string from)
    {
        var folder = Path.GetFullPath(given, from);
        if (HasBlueprint(folder))
        {
            return folder;
        }

        throw Directory.Exists(folder) ? CommandErrors.NoBlueprint(folder) : CommandErrors.FolderMissing(folder);
    }

    static string? Upwards(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (HasBlueprint(folder.FullName))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    /// <exception cref="UsageException">It has one by another name: going on to the folder above would take another app's.</exception>
    static bool HasBlueprint(string folder)
    {
        if (File.Exists(Blueprint(folder)))
        {
            return true;
        }

        var other = Path.ChangeExtension(BlueprintFile.Name, ".yml");
        return File.Exists(Path.Combine(folder, other)) ? throw CommandErrors.OtherEnding(folder, other) : false;
    }
}
