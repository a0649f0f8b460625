using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>The processes and folders of tasks: an app and an nginx each, in a copy of the release that is the task's own.</summary>
public sealed class TaskServices(EnvironmentContext context)
{
    readonly ConcurrentDictionary<string, Task> _removals = new();

    /// <summary>How long a task that gets nothing new may finish what it has; WebSockets end then.</summary>
    public TimeSpan DrainLimit { get; } = TimeSpan.FromSeconds(30);

    public static string AppService(string id) => $"task-{id}-app";

    public static string NginxService(string id) => $"task-{id}-nginx";

    string FolderOf(string id) => Path.Combine(context.Layout.Tasks, id);

    string EnvironmentFileOf(string id) => EnvironmentFile.PathOf(context.Layout, id);

    /// <summary>Adds a task to a set, in the zone that has the fewest of it; the next pass starts it.</summary>
    public TaskRow Add(Slot slot, int release, string revision, Architecture architecture)
    {
        var all = context.Store.Tasks();
        var zone = Placement.NextZone(
            architecture.Network.Zones,
            all.Where(task => task.Slot == slot && task.Phase <= TaskPhase.InService).Select(task => task.Zone)
        );
        var letter = Placement.Letter(zone);
        var (app, nginx) = context.Ports.NextPair(all);
        var row = new TaskRow
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{letter}{context.Store.Next($"task-{letter}")}"),
            Release = release,
            Revision = revision,
            Slot = slot,
            Zone = zone,
            AppPort = app,
            NginxPort = nginx,
            Phase = TaskPhase.Initial,
            StartedAt = context.Time.GetUtcNow(),
        };
        context.Store.SaveTask(row);
        return row;
    }

    /// <summary>The task gets nothing new and goes when it has finished.</summary>
    public void Drain(TaskRow row)
    {
        if (row.Phase == TaskPhase.Initial)
        {
            Stop(row);
        }
        else if (row.Phase == TaskPhase.InService)
        {
            context.Store.SaveTask(row with { Phase = TaskPhase.Draining, DrainingSince = context.Time.GetUtcNow() });
        }
    }

    /// <summary>The task goes now.</summary>
    public void Stop(TaskRow row) => context.Store.SaveTask(row with { Phase = TaskPhase.Stopping });

    /// <summary>
    /// Tasks on ports of others go, and are made anew: the state came from another machine or home, where the environment had other ports.
    /// </summary>
    public void LeaveForeignPorts()
    {
        foreach (var row in context.Store.Tasks().Where(row => !context.Ports.Has(row.AppPort)))
        {
            Stop(row);
        }
    }

    /// <summary>Makes folder, environment and services of a task that is to run.</summary>
    public async Task EnsureAsync(TaskRow row)
    {
        if (row.Phase == TaskPhase.Stopping)
        {
            return;
        }

        var architecture =
            context.Applied.ForSlot(row.Slot)
            ?? throw new RailheadException(
                "RH3011",
                $"The blueprint of task {row.Id} is missing from the state; run \"railhead deploy --force\"."
            );
        var account = context.Accounts.Task;
        var folder = FolderOf(row.Id);
        var release = Path.Combine(folder, "release");
        // A "down" or a reboot takes the file away with tmpfs: then all starts anew, also the copy. What the processes before left in it,
        // such as a pid file, would be wrong now. Nothing runs in it: the app waits for that file.
        var isNew = !File.Exists(EnvironmentFileOf(row.Id));
        // Made before the copy, which a secret without a value would else have made again and again.
        var environment = isNew ? EnvironmentOf(row.Id, row.Revision, architecture, row.AppPort, Path.Combine(folder, "home")) : null;
        var stale = isNew && context.Supervisor.Status(AppService(row.Id)) is not { Up: true };
        if (stale || !Directory.Exists(release))
        {
            await CopyReleaseAsync(row, folder, account);
        }
        // It serves again after its first passed check, as a new task does; else "up" would call healthy what is only about to start.
        if (stale && row.Phase == TaskPhase.InService)
        {
            context.Store.SaveTask(row with { Phase = TaskPhase.Initial });
        }

        var static_ = architecture.Services.TaskDefinition.Static is { } relative ? Path.Combine(release, relative) : null;
        var nginx = NginxConfiguration.Write(
            new NginxSettings
            {
                ListenAddress = "127.0.0.1",
                ListenPort = row.NginxPort,
                AppPort = row.AppPort,
                StaticRoot = static_,
                HealthPath = architecture.LoadBalancing.HealthCheck.Path,
                HealthHost = architecture.LoadBalancing.LocalHost,
            }
        );
        var configuration = Path.Combine(folder, "nginx", "nginx.conf");
        if (!File.Exists(configuration) || await File.ReadAllTextAsync(configuration) != nginx)
        {
            DurableFile.Write(configuration, nginx, owner: account);
        }

        if (environment is not null)
        {
            EnvironmentFile.Write(EnvironmentFileOf(row.Id), environment);
        }

        await context.Supervisor.InstallAsync(AppDefinition(row, architecture, release, folder));
        await context.Supervisor.InstallAsync(
            new ServiceDefinition(NginxService(row.Id), NginxCommand.Of(context.Tools.Nginx.Path, Path.Combine(folder, "nginx")))
            {
                RunAs = account,
                WorkingDirectory = Path.Combine(folder, "nginx"),
                StopSignal = "QUIT",
                StopTimeout = TimeSpan.FromSeconds(10),
                LeftoverTimeout = TimeSpan.FromSeconds(1),
            }
        );
    }

    /// <summary>Ends and deletes a task in the background; its row goes last, so that a crash in between begins again.</summary>
    public void BeginRemoval(TaskRow row)
    {
        if (_removals.TryGetValue(row.Id, out var running) && !running.IsCompleted)
        {
            return;
        }

        _removals[row.Id] = Task.Run(async () =>
        {
            try
            {
                // The app first: its nginx turns what comes meanwhile away, and nothing comes.
                await context.Supervisor.RemoveAsync(AppService(row.Id));
                await context.Supervisor.RemoveAsync(NginxService(row.Id));
                File.Delete(EnvironmentFileOf(row.Id));
                if (Directory.Exists(FolderOf(row.Id)))
                {
                    Directory.Delete(FolderOf(row.Id), recursive: true);
                }

                context.Store.RemoveTask(row.Id);
            }
            catch (Exception e)
            {
                context.Log($"task {row.Id} could not be removed, it will be tried again: {e.Message}");
            }
        });
    }

    public TaskObservation Observe(TaskRow row, TargetHealth? target) =>
        new(row, context.Supervisor.Status(AppService(row.Id)), context.Supervisor.Status(NginxService(row.Id)), target);

    /// <summary>The application's contract for one task, secrets included.</summary>
    /// <param name="id">The task's id, which its credentials name.</param>
    /// <param name="revision">What runs.</param>
    /// <param name="architecture">Its set's.</param>
    /// <param name="port">Where it listens; null for what does not, such as a release command.</param>
    /// <param name="home">Its HOME.</param>
    /// <exception cref="SecretsException">A secret of the blueprint has no value yet.</exception>
    public Dictionary<string, string> EnvironmentOf(string id, string revision, Architecture architecture, int? port, string home)
    {
        var secrets = context.Secrets;
        var signingKey = Convert.FromBase64String(secrets.GetOrCreate(SecretName.SigningKey, SecretText.RandomKey).Reveal());
        var variables = new Dictionary<string, string>(context.Record.MachineSettings);
        var contract = TaskEnvironment.For(
            architecture,
            new TaskFacts
            {
                Port = port ?? 0,
                Revision = revision,
                DatabasePort = context.Ports.Database,
                DatabasePassword = architecture.Database is null
                    ? null
                    : secrets.GetOrCreate(SecretName.DatabasePassword, () => SecretText.RandomPassword()),
                StoragePort = context.Ports.Storage,
                TaskToken = new SecretText(new RoleCredentials(signingKey, context.Time).TaskToken(architecture.Identity.Task.Name, id)),
                Secrets = secrets.List().Select(entry => entry.Name).ToDictionary(name => name, name => secrets.Get(name)!),
                Home = home,
                Path = context.Record.SearchPath,
            }
        );
        foreach (var (name, value) in contract)
        {
            variables[name] = value;
        }

        if (port is null)
        {
            variables.Remove(ContractVariables.Port);
        }

        return variables;
    }

    /// <summary>Whether a change of blueprint needs new tasks.</summary>
    public bool Differ(Architecture before, Architecture after)
    {
        var (old, wanted) = (before.Services.TaskDefinition, after.Services.TaskDefinition);
        if ((old.Cpu, old.Memory, old.Start, old.Static) != (wanted.Cpu, wanted.Memory, wanted.Start, wanted.Static))
        {
            return true;
        }

        if (before.LoadBalancing.HealthCheck.Path != after.LoadBalancing.HealthCheck.Path)
        {
            return true;
        }

        var was = EnvironmentOf("x", "x", before, 1, "/").ToFrozenSet();
        return !was.SetEquals(EnvironmentOf("x", "x", after, 1, "/"));
    }

    ServiceDefinition AppDefinition(TaskRow row, Architecture architecture, string release, string folder) =>
        new(AppService(row.Id), ["/bin/sh", "-c", $"exec {architecture.Services.TaskDefinition.Start}"])
        {
            RunAs = context.Accounts.Task,
            WorkingDirectory = release,
            Home = Path.Combine(folder, "home"),
            EnvironmentFile = EnvironmentFileOf(row.Id),
            SignalsGroup = true,
            StopTimeout = TimeSpan.FromSeconds(30),
            LeftoverTimeout = TimeSpan.FromSeconds(2),
        };

    async Task CopyReleaseAsync(TaskRow row, string folder, Account account)
    {
        Ownership.EnsureFolder(context.Layout.Tasks, context.Accounts.Control, FileModes.EverybodyPasses);
        Ownership.EnsureFolder(folder, account);
        foreach (var part in (string[])["home", "nginx", "nginx/tmp"])
        {
            Ownership.EnsureFolder(Path.Combine(folder, part), account);
        }

        var staging = Path.Combine(folder, "release.new");
        if (Directory.Exists(staging))
        {
            Directory.Delete(staging, recursive: true);
        }

        var source = context.Layout.Release(row.Release);
        var copied = await new Command("cp", "-a", "--reflink=auto", "--", source, staging).RunAsync();
        if (!copied.Succeeded)
        {
            throw new RailheadException("RH3012", $"The release could not be copied for task {row.Id}: {copied.Error.Trim()}");
        }

        var release = Path.Combine(folder, "release");
        if (Directory.Exists(release))
        {
            Directory.Delete(release, recursive: true);
        }

        Directory.Move(staging, release);
    }
}
