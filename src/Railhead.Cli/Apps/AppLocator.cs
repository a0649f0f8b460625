using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>Which app and environment a command means.</summary>
public static class AppLocator
{
    public const string FileName = "railhead.yaml";

    /// <summary>The folder with the blueprint: the one given, or the nearest upwards from here.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static string BlueprintFolder(string? given)
    {
        if (given is not null)
        {
            var folder = Path.GetFullPath(given);
            if (File.Exists(Path.Combine(folder, FileName)))
            {
                return folder;
            }

            throw Directory.Exists(folder)
                ? new UsageException("RH1000", $"{folder} has no {FileName}.", "The README shows the five lines that are enough.")
                : new UsageException("RH1000", $"There is no folder {folder}.");
        }

        return Upwards()
            ?? throw new UsageException(
                "RH1000",
                $"Neither this folder nor one above it has a {FileName}.",
                "Name the app's folder: railhead COMMAND DIR, or --app DIR."
            );
    }

    /// <summary>The environment that a command works on, which has been up once.</summary>
    /// <exception cref="UsageException">None or several would do.</exception>
    /// <exception cref="NotRunningException">It has never been up.</exception>
    public static EnvironmentRecord Environment(Invocation invocation)
    {
        var known = Known(invocation.Home);
        if ((invocation.Folder is null ? Upwards() : BlueprintFolder(invocation.Folder)) is { } folder)
        {
            var app = AppName(folder, known);
            return known.FirstOrDefault(record => record.App == app && record.Environment == invocation.Environment)
                ?? throw new NotRunningException(app, invocation.Environment, folder);
        }

        var candidates = known.Where(record => record.Environment == invocation.Environment).ToList();
        if (candidates.Count > 1 && candidates.Where(record => record.IsUp).ToList() is [var running])
        {
            return running;
        }

        return candidates switch
        {
            [var only] => only,
            [] => throw new UsageException(
                "RH1000",
                $"No app is on this machine, and no {FileName} is in this folder or above it.",
                "Name the app's folder: railhead COMMAND DIR, or --app DIR."
            ),
            _ => throw new UsageException(
                "RH1000",
                $"Several apps are on this machine: {string.Join(", ", candidates.Select(record => $"{record.App} ({record.Folder})"))}.",
                "Say which: --app DIR."
            ),
        };
    }

    /// <summary>The environment that a command means, which may never have been up: then its blueprint has to be valid for it.</summary>
    /// <exception cref="UsageException">None or several would do.</exception>
    /// <exception cref="BlueprintException">It has never been up, and its blueprint has errors.</exception>
    public static (Layout Layout, EnvironmentRecord? Record) Meant(Invocation call)
    {
        try
        {
            var record = Environment(call);
            return (LayoutOf(call.Home, record), record);
        }
        catch (NotRunningException)
        {
            var architecture = CheckCommand.Architecture(call, File.ReadAllText(Path.Combine(BlueprintFolder(call.Folder), FileName)));
            return (new Layout(call.Home, architecture.App, architecture.Environment, ""), null);
        }
    }

    /// <summary>The environment with its control plane; the caller disposes the client.</summary>
    /// <exception cref="NotRunningException">It is down.</exception>
    public static (EnvironmentRecord Record, Layout Layout, ControlPlaneClient Client) Connect(Invocation call)
    {
        var record = Environment(call);
        if (!record.IsUp)
        {
            throw new NotRunningException(record.App, record.Environment, record.Folder);
        }

        var layout = LayoutOf(call.Home, record);
        return (record, layout, new ControlPlaneClient(layout.ApiSocket, call.Time));
    }

    /// <summary>The app's folder that a command means: the one given, the one that it is run in, else that of the last <c>up</c>.</summary>
    public static string FolderOf(Invocation call, EnvironmentRecord record) =>
        call.Folder is null ? Upwards() ?? record.Folder : BlueprintFolder(call.Folder);

    /// <summary>All environments that have been up on this machine.</summary>
    public static IReadOnlyList<EnvironmentRecord> Known(string home)
    {
        var apps = Path.Combine(home, "apps");
        if (!Directory.Exists(apps))
        {
            return [];
        }

        return
        [
            .. Directory
                .EnumerateDirectories(apps)
                .SelectMany(Directory.EnumerateDirectories)
                .Select(EnvironmentRecord.Read)
                .OfType<EnvironmentRecord>(),
        ];
    }

    public static Layout LayoutOf(string home, EnvironmentRecord record) => new(home, record.App, record.Environment, record.Run);

    static string? Upwards()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, FileName)))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    /// <summary>The app's name from its blueprint; a broken one still names the environment that was made from this folder.</summary>
    static string AppName(string folder, IReadOnlyList<EnvironmentRecord> known)
    {
        var parsed = BlueprintFile.Parse(File.ReadAllText(Path.Combine(folder, FileName)), FileName, "local");
        if (parsed.Blueprint is { } blueprint)
        {
            return blueprint.App;
        }

        return known.FirstOrDefault(record => record.Folder == folder)?.App
            ?? throw new UsageException("RH1000", $"{Path.Combine(folder, FileName)} has errors.", "\"railhead check\" shows them.");
    }
}

/// <summary>The environment is not running: exit code 3 of <c>status</c>, 1 of others.</summary>
public sealed class NotRunningException(string app, string environment, string? folder)
    : Exception($"{app} · {environment} is not running.")
{
    public string App { get; } = app;
    public string Environment { get; } = environment;
    public string Hint { get; } =
        $"Start it: railhead up{(folder is null ? "" : $" {folder}")}{(environment == "local" ? "" : $" --env {environment}")}";
}
