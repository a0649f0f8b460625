using System.Globalization;
using Railhead.Model;
using Railhead.ObjectStore;

namespace Railhead.Local;

/// <summary>The stages that make a release out of a source: unpack, build, release command.</summary>
public sealed class BuildStages(
    EnvironmentFacts facts,
    StateStore store,
    AppliedState applied,
    SecretStore secrets,
    Passes passes,
    TaskVariables variables,
    TimeProvider time
)
{
    const int BlueprintLimit = 1024 * 1024;

    // Characters of one stage's output that watchers see; its log file has all of it.
    const int OutputLimit = 4 * 1024 * 1024;

    static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(60),
        ReleaseLimit = TimeSpan.FromMinutes(60);

    readonly BuildWorkspace _workspace = new(facts);
    readonly TemporaryFolders _temporary = new(facts.Layout, facts.Accounts.Control);

    /// <summary>The source of a deployment, as it was handed over: a tar.</summary>
    public static string SourceFile(string folder) => Path.Combine(folder, "source.tar");

    /// <summary>By this mark <c>down</c> finds what a build or release command put into a session of its own.</summary>
    string JobMark => Path.Combine(facts.Layout.Services, "job");

    static string Temporary(string folder) => Path.Combine(folder, "tmp");

    /// <summary>A clean checkout, owned by the build's user; returns the text of its blueprint.</summary>
    public async Task<string> UnpackAsync(DeploymentRow row, string folder, StageRecorder stages, CancellationToken cancellation)
    {
        var build = facts.Accounts.Build;
        _workspace.Prepare();
        // The build's user passes through; to others the logs are closed.
        Ownership.Change(folder, facts.Accounts.Control with { Gid = build.Gid });
        File.SetUnixFileMode(folder, FileModes.GroupPasses);
        Ownership.Change(SourceFile(folder), build);
        var unpacked = await new Command("tar", "-xf", SourceFile(folder), "-C", _workspace.Checkout, "--no-same-owner")
        {
            RunAs = build,
            Environment = BuildEnvironment.OfMachine(facts),
        }.RunAsync(cancellation: cancellation);
        if (!unpacked.Succeeded)
        {
            throw new DeploymentFailedException($"The source could not be unpacked: {unpacked.Error.Trim()}");
        }

        var file = new FileInfo(Path.Combine(_workspace.AppFolder, BlueprintFile.Name));
        if (!file.Exists || file.LinkTarget is not null || file.Length > BlueprintLimit)
        {
            throw new DeploymentFailedException("The commit has no railhead.yaml in the app's folder (a plain file of 1 MiB at most).");
        }

        var text = await File.ReadAllTextAsync(file.FullName, cancellation);
        var parsed = BlueprintFile.Parse(text, "railhead.yaml", facts.Record.Environment);
        foreach (var finding in parsed.Findings)
        {
            stages.Log(Stage.Source, finding.ToString());
        }

        if (parsed.Blueprint is not { } blueprint)
        {
            throw new DeploymentFailedException("railhead.yaml has errors.");
        }

        if (blueprint.App != facts.Record.App)
        {
            throw new DeploymentFailedException(
                $"railhead.yaml names the app \"{blueprint.App}\", but this environment belongs to \"{facts.Record.App}\". "
                    + $"Write \"app: {facts.Record.App}\", or run \"railhead up\" to start {blueprint.App} as another app."
            );
        }

        var missing = TaskEnvironment.MissingSecrets(applied.Compile(text), secrets.List().Select(entry => entry.Name));
        if (missing.Count > 0)
        {
            throw new DeploymentFailedException(SecretName.Missing(missing, facts.Record.EnvironmentOption));
        }

        return text;
    }

    /// <summary>Runs <c>build</c> and makes a numbered release of what it left; returns the number.</summary>
    public async Task<int> BuildAsync(
        DeploymentRow row,
        Architecture architecture,
        string folder,
        StageRecorder stages,
        CancellationToken cancellation
    )
    {
        var build = facts.Accounts.Build;
        var output = _workspace.Output;
        if (row.Release == 0)
        {
            Ownership.EnsureFolder(facts.Layout.BuildHome, build);
            if (architecture.Pipeline.Build is { } script)
            {
                var environment = BuildEnvironment.For(
                    facts,
                    architecture.Services.TaskDefinition,
                    row.Revision,
                    output,
                    MakeTemporary(row, folder)
                );
                environment[ProcessTable.ServiceVariable] = JobMark;
                var command = new Command("/bin/sh", "-euc", script)
                {
                    WorkingDirectory = _workspace.AppFolder,
                    RunAs = build,
                    Environment = environment,
                    Walls = await WallsAsync(row, architecture, folder, facts.Layout.BuildWorkspace, cancellation),
                };
                await RunJobAsync(Stage.Build, command, folder, BuildLimit, stages, cancellation);
            }

            // Recorded before the folder is renamed, so that a crash between the two finds it under either name.
            row = row with
            {
                Release = store.Next("release"),
            };
            store.SaveDeployment(row);
        }

        var release = facts.Layout.Release(row.Release);
        if (!Directory.Exists(release))
        {
            var made = Directory.EnumerateFileSystemEntries(output).Any() ? output : _workspace.AppFolder;
            Directory.CreateDirectory(facts.Layout.Releases);
            Directory.Move(made, release);
            DurableFolder.Flush(facts.Layout.Releases);
        }

        // The app's own group may read it: the release command's user and the app's are different ones.
        Ownership.Change(release, build with { Gid = facts.Accounts.Task.Gid });
        File.SetUnixFileMode(release, FileModes.GroupReads);
        return row.Release;
    }

    /// <summary>Runs the release command in the release, with a task's environment and role.</summary>
    public async Task ReleaseAsync(
        DeploymentRow row,
        Architecture architecture,
        string folder,
        StageRecorder stages,
        CancellationToken cancellation
    )
    {
        await passes.UntilAsync(
            snapshot => snapshot.Of(PlatformPart.Storage) is Readiness.IsReady && snapshot.Of(PlatformPart.Database) is Readiness.IsReady,
            cancellation
        );
        var environment = variables.Of(
            "release",
            row.Revision,
            architecture,
            port: null,
            facts.Layout.BuildHome,
            MakeTemporary(row, folder)
        );
        environment[ProcessTable.ServiceVariable] = JobMark;
        var command = new Command("/bin/sh", "-euc", architecture.Pipeline.Release!)
        {
            WorkingDirectory = facts.Layout.Release(row.Release),
            RunAs = facts.Accounts.Build,
            Environment = environment,
            Walls = await WallsAsync(row, architecture, folder, facts.Layout.Release(row.Release), cancellation),
        };
        await RunJobAsync(Stage.Release, command, folder, ReleaseLimit, stages, cancellation);
    }

    /// <summary>Deletes the files that only a running deployment needs; its logs stay.</summary>
    public void CleanUp(string folder)
    {
        File.Delete(SourceFile(folder));
        _workspace.Delete();
        if (Directory.Exists(Temporary(folder)))
        {
            Directory.Delete(Temporary(folder), recursive: true);
        }
    }

    static string TemporaryId(DeploymentRow row) => string.Create(CultureInfo.InvariantCulture, $"d{row.Id}");

    string MakeTemporary(DeploymentRow row, string folder) => _temporary.Make(TemporaryId(row), Temporary(folder), facts.Accounts.Build);

    /// <summary>Builds of all apps are the same user: without walls they can read each other's files.</summary>
    Task<IReadOnlyList<string>> WallsAsync(
        DeploymentRow row,
        Architecture architecture,
        string folder,
        string writable,
        CancellationToken cancellation
    ) =>
        facts.Isolation.WordsAsync(
            architecture.Services.Isolation,
            new WallsView
            {
                Temporary = Temporary(folder),
                TemporaryPath = _temporary.PathOf(TemporaryId(row), Temporary(folder)),
                Writable = [writable, facts.Layout.BuildHome],
            },
            facts.Accounts.Build,
            cancellation
        );

    async Task RunJobAsync(
        Stage stage,
        Command command,
        string folder,
        TimeSpan limit,
        StageRecorder stages,
        CancellationToken cancellation
    )
    {
        var output = new LimitedOutput(line => stages.Log(stage, line), OutputLimit);
        var code = await new Job(folder, stage.Word(), time).RunAsync(command, output.Add, limit, cancellation);
        output.End(Path.Combine(folder, $"{stage.Word()}.log"));
        var name = stage == Stage.Build ? "The build" : "The release command";
        if (code == 0)
        {
            return;
        }

        throw new DeploymentFailedException(
            code is null
                ? $"{name} was ended, by its limit of {limit.TotalMinutes:0} minutes or from outside."
                : $"{name} failed with exit code {code}."
        )
        {
            More = $"less {ShellText.Quote(Path.Combine(folder, $"{stage.Word()}.log"))}",
        };
    }
}
