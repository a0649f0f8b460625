using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>Finds the environment that a command means.</summary>
static class AppLocator
{
    /// <summary>The environment that a command works on, which has been up once.</summary>
    /// <exception cref="UsageException">No environment matches, or several do.</exception>
    /// <exception cref="NotRunningException">It has never been up.</exception>
    /// <exception cref="BlueprintException">The blueprint does not declare it, and it has never been up.</exception>
    public static EnvironmentRecord Environment(Invocation call)
    {
        var known = Known(call.Home);
        var folder = AppFolder.Find(call);
        if (folder is null)
        {
            return Choose(null, null, call.Environment, known, record => record.IsUp);
        }

        var text = File.ReadAllText(AppFolder.Blueprint(folder));
        var app = AppName(text, folder, known);
        // What is left of an environment can be stopped and deleted when the blueprint no longer declares it.
        var isThere =
            known.Any(record => record.App == app && record.Environment == call.Environment)
            || Directory.Exists(new Layout(call.Home, app, call.Environment, "").Root);
        if (!isThere && !BlueprintFile.EnvironmentsOf(text).Contains(call.Environment))
        {
            throw new BlueprintException(BlueprintFile.Parse(text, AppFolder.NameOf(folder, call), call.Environment).Findings);
        }

        return Choose(app, folder, call.Environment, known, record => record.IsUp);
    }

    /// <summary>Decides which environment is meant.</summary>
    /// <param name="app">Name of the app whose folder was given or found; null for none.</param>
    /// <param name="folder">That folder.</param>
    /// <param name="environment">Name of the environment.</param>
    /// <param name="known">All environments of this machine.</param>
    /// <param name="isUp">Whether one of them is up.</param>
    public static EnvironmentRecord Choose(
        string? app,
        string? folder,
        string environment,
        IReadOnlyList<EnvironmentRecord> known,
        Func<EnvironmentRecord, bool> isUp
    )
    {
        var candidates = known.Where(record => record.Environment == environment).ToList();
        if (app is not null)
        {
            return candidates.FirstOrDefault(record => record.App == app) ?? throw CommandErrors.NotRunning(app, environment, folder);
        }

        return candidates switch
        {
            [] => throw CommandErrors.NoAppHere(environment),
            [var only] => only,
            _ => candidates.Where(isUp).ToList() is [var running] ? running : throw CommandErrors.SeveralApps(candidates),
        };
    }

    /// <summary>The app's name from its blueprint; a broken one still names the environment that was made from this folder.</summary>
    /// <exception cref="UsageException">It is broken, and no environment was made from this folder.</exception>
    public static string AppName(string blueprint, string folder, IReadOnlyList<EnvironmentRecord> known) =>
        BlueprintFile.Parse(blueprint, BlueprintFile.Name, "local").Blueprint?.App
        ?? known.FirstOrDefault(record => record.Folder == folder)?.App
        ?? throw CommandErrors.BlueprintHasErrors(AppFolder.Blueprint(folder));

    /// <summary>The environment that a command means, which may never have been up: then its blueprint has to be valid for it.</summary>
    /// <exception cref="UsageException">No environment matches, or several do.</exception>
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
            var architecture = CheckCommand.Architecture(call, File.ReadAllText(AppFolder.Blueprint(AppFolder.Of(call))));
            return (new Layout(call.Home, architecture.App, architecture.Environment, ""), null);
        }
    }

    /// <summary>All environments that have been up on this machine.</summary>
    public static IReadOnlyList<EnvironmentRecord> Known(string home) =>
        [.. Roots(home).Select(EnvironmentRecord.Read).OfType<EnvironmentRecord>()];

    /// <summary>The folders of all environments: <c>apps/APP/ENV</c>.</summary>
    public static IEnumerable<string> Roots(string home)
    {
        var apps = Path.Combine(home, "apps");
        return Directory.Exists(apps) ? Directory.EnumerateDirectories(apps).SelectMany(Directory.EnumerateDirectories) : [];
    }

    public static Layout LayoutOf(string home, EnvironmentRecord record) => new(home, record.App, record.Environment, record.Run);
}
