using Railhead.Model;

namespace Railhead.Local;

/// <summary>Makes and deletes what a task consists of: a copy of the release, its environment, and the services of app and nginx.</summary>
public sealed class TaskInstaller(EnvironmentFacts facts, TaskVariables variables, Supervisor supervisor)
{
    // Frameworks write there: Rails its pid file, its caches and its log.
    static readonly string[] WritableFolders = ["tmp", "tmp/pids", "log"];

    readonly TemporaryFolders _temporary = new(facts.Layout, facts.Accounts.Control);

    public static string AppService(string id) => $"task-{id}-app";

    public static string NginxService(string id) => $"task-{id}-nginx";

    string FolderOf(string id) => Path.Combine(facts.Layout.Tasks, id);

    string EnvironmentFileOf(string id) => EnvironmentFile.PathOf(facts.Layout, id);

    static string TemporaryOf(string folder) => Path.Combine(folder, "tmp");

    static string LineFile(string folder) => Path.Combine(folder, "line.sh");

    /// <summary>Whether the task's environment is there; see <see cref="AppObservation.IsPrepared"/>.</summary>
    public bool IsPrepared(string id) => File.Exists(EnvironmentFileOf(id));

    /// <summary>
    /// Makes folder, environment and services of a task. Changes nothing that is as it should be, and can be cancelled anywhere.
    /// </summary>
    public async Task InstallAsync(TaskRow row, Architecture architecture, CancellationToken cancellation)
    {
        var account = facts.Accounts.Task;
        var folder = FolderOf(row.Id);
        var release = Path.Combine(folder, "release");
        // A "down" or a reboot takes the file away with tmpfs: then all starts anew, also the copy. What the processes before left in it,
        // such as a pid file, would be wrong now. Nothing runs in it: the app waits for that file.
        var isNew = !IsPrepared(row.Id);
        // Made before the copy: a secret without a value must not make the same copy again and again.
        IReadOnlyDictionary<string, string>? environment = null;
        if (isNew)
        {
            EnsureFolders(folder);
            var temporary = _temporary.Make(row.Id, TemporaryOf(folder), account);
            environment = variables.Of(row.Id, row.Revision, architecture, row.AppPort, Path.Combine(folder, "home"), temporary);
        }

        if (!Directory.Exists(release) || (isNew && supervisor.Status(AppService(row.Id)) is not { Up: true }))
        {
            await CopyReleaseAsync(row, architecture.Services.TaskDefinition.Static, folder, account, cancellation);
        }

        await ConfigureNginxAsync(row, architecture, release, Path.Combine(folder, "nginx", "nginx.conf"), cancellation);
        if (environment is not null)
        {
            EnvironmentFile.Write(EnvironmentFileOf(row.Id), environment);
        }

        if (!ShellLine.Of(architecture.Services.TaskDefinition.Start).IsSimple)
        {
            await WriteAsync(LineFile(folder), LineScript.Text, cancellation);
        }

        var walls = await WallsAsync(row, isNew, architecture, folder, cancellation);
        await supervisor.InstallAsync(AppDefinition(row, architecture, release, folder, walls), cancellation: cancellation);
        await supervisor.InstallAsync(NginxDefinition(row, folder), cancellation: cancellation);
    }

    /// <summary>Ends the task's processes and deletes its files; can run again after a crash.</summary>
    public async Task RemoveAsync(string id, CancellationToken cancellation)
    {
        // The app first: its nginx turns away what comes meanwhile, and nothing comes.
        await supervisor.RemoveAsync(AppService(id), cancellation: cancellation);
        await supervisor.RemoveAsync(NginxService(id), cancellation: cancellation);
        File.Delete(EnvironmentFileOf(id));
        _temporary.Remove(id, TemporaryOf(FolderOf(id)));
        if (Directory.Exists(FolderOf(id)))
        {
            Directory.Delete(FolderOf(id), recursive: true);
        }
    }

    async Task ConfigureNginxAsync(TaskRow row, Architecture architecture, string release, string file, CancellationToken cancellation)
    {
        var text = NginxConfiguration.Write(
            new NginxSettings
            {
                ListenAddress = "127.0.0.1",
                ListenPort = row.NginxPort,
                AppPort = row.AppPort,
                StaticRoot = architecture.Services.TaskDefinition.Static is { } relative ? Path.Combine(release, relative) : null,
                StaticCache = architecture.Services.TaskDefinition.StaticCache,
                LinksFrom =
                    architecture.Services.TaskDefinition.Static is { } folder && StaticFiles.HasLinks(release, folder) ? release : null,
                HealthHost = architecture.LoadBalancing.LocalHost,
                IsFirst = false,
            }
        );
        await WriteAsync(file, text, cancellation);
    }

    async Task WriteAsync(string file, string text, CancellationToken cancellation)
    {
        if (!File.Exists(file) || await File.ReadAllTextAsync(file, cancellation) != text)
        {
            DurableFile.Write(file, text, owner: facts.Accounts.Task);
        }
    }

    /// <summary>
    /// A task keeps what it was made with: its running process would not know of walls that its next start has. A new one gets what the
    /// machine can build.
    /// </summary>
    async Task<IReadOnlyList<string>> WallsAsync(
        TaskRow row,
        bool isNew,
        Architecture architecture,
        string folder,
        CancellationToken cancellation
    )
    {
        var had = supervisor.Status(AppService(row.Id)) is { HasWalls: true };
        var mode = isNew || had ? architecture.Services.Isolation : IsolationMode.Off;
        var view = new WallsView
        {
            Temporary = TemporaryOf(folder),
            TemporaryPath = _temporary.PathOf(row.Id, TemporaryOf(folder)),
            Writable = [Path.Combine(folder, "release"), Path.Combine(folder, "home")],
            // A build may have put programs into its HOME that the release links to, such as a version of Python.
            ReadOnly = [facts.Layout.BuildHome, LineFile(folder)],
            OwnSession = true,
        };
        return await facts.Isolation.WordsAsync(mode, view, facts.Accounts.Task, cancellation);
    }

    ServiceDefinition AppDefinition(TaskRow row, Architecture architecture, string release, string folder, IReadOnlyList<string> walls)
    {
        var start = ShellLine.Of(architecture.Services.TaskDefinition.Start);
        return new(AppService(row.Id), start.IsSimple ? ["/bin/sh", "-c", start.Script] : ["/bin/sh", LineFile(folder), start.Text])
        {
            RunAs = facts.Accounts.Task,
            Walls = walls,
            WorkingDirectory = release,
            Home = Path.Combine(folder, "home"),
            EnvironmentFile = EnvironmentFileOf(row.Id),
            TemporaryFolder = TemporaryOf(folder),
            // The script of a line signals its group itself, and a process must not get two signals.
            SignalsGroup = start.IsSimple,
            StopTimeout = TimeSpan.FromSeconds(30),
            LeftoverTimeout = TimeSpan.FromSeconds(2),
        };
    }

    ServiceDefinition NginxDefinition(TaskRow row, string folder) =>
        new(NginxService(row.Id), NginxCommand.Of(facts.Tools.Nginx.Path, Path.Combine(folder, "nginx")))
        {
            RunAs = facts.Accounts.Task,
            WorkingDirectory = Path.Combine(folder, "nginx"),
            StopSignal = "QUIT",
            StopTimeout = TimeSpan.FromSeconds(10),
            LeftoverTimeout = TimeSpan.FromSeconds(1),
        };

    async Task CopyReleaseAsync(TaskRow row, string? staticFolder, string folder, Account account, CancellationToken cancellation)
    {
        EnsureFolders(folder);
        var staging = Path.Combine(folder, "release.new");
        if (Directory.Exists(staging))
        {
            Directory.Delete(staging, recursive: true);
        }

        var source = facts.Layout.Release(row.Release);
        var copied = await new Command("cp", "-a", "--reflink=auto", "--", source, staging).RunAsync(cancellation: cancellation);
        if (!copied.Succeeded)
        {
            throw ServiceErrors.ReleaseNotCopied(row.Id, copied.Error.Trim());
        }

        if (staticFolder is not null)
        {
            StaticFiles.Stamp(staging, staticFolder);
        }

        await MakeWritableAsync(row.Id, staging, cancellation);
        var release = Path.Combine(folder, "release");
        if (Directory.Exists(release))
        {
            Directory.Delete(release, recursive: true);
        }

        Directory.Move(staging, release);
    }

    void EnsureFolders(string folder)
    {
        Ownership.EnsureFolder(facts.Layout.Tasks, facts.Accounts.Control, FileModes.EverybodyPasses);
        Ownership.EnsureFolder(folder, facts.Accounts.Task);
        foreach (var part in (string[])["home", "nginx", "nginx/tmp"])
        {
            Ownership.EnsureFolder(Path.Combine(folder, part), facts.Accounts.Task);
        }
    }

    /// <summary>Makes the folders that frameworks write to, and gives them with all that is in them to the task's user.</summary>
    async Task MakeWritableAsync(string id, string release, CancellationToken cancellation)
    {
        // A file or a link of that name is the app's own affair.
        bool IsOurs(string name) =>
            !Path.Exists(Path.Combine(release, name)) || FileStatus.Of(Path.Combine(release, name)) is { IsFolder: true };
        var folders = WritableFolders.Where(name => IsOurs(name.Split('/')[0]) && IsOurs(name)).ToList();
        foreach (var name in folders)
        {
            Directory.CreateDirectory(Path.Combine(release, name));
        }

        if (folders.Count == 0 || !facts.Accounts.Isolated)
        {
            return;
        }

        var owner = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{facts.Accounts.Task.Uid}:{facts.Accounts.Task.Gid}"
        );
        var given = await new Command("chown", ["-R", "-h", owner, "--", .. folders]) { WorkingDirectory = release }.RunAsync(
            cancellation: cancellation
        );
        if (!given.Succeeded)
        {
            throw ServiceErrors.ReleaseNotCopied(id, given.Error.Trim());
        }
    }
}
