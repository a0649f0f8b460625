using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>Values for the tables of the control plane's decisions.</summary>
static class Some
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static readonly PortPlan Ports = new(20000);

    public static readonly IReadOnlyList<string> Zones = ["eu-west-1a", "eu-west-1b"];

    public static readonly Serving BlueServes = new(Slot.Blue, 1, "one");

    public static TaskRow Task(
        string id,
        TaskPhase phase = TaskPhase.InService,
        Slot slot = Slot.Blue,
        double age = 3600,
        double? draining = null
    ) =>
        new()
        {
            Id = id,
            Release = slot == Slot.Blue ? 1 : 2,
            Revision = slot == Slot.Blue ? "one" : "two",
            Slot = slot,
            Zone = $"eu-west-1{id[0]}",
            AppPort = 20016 + (2 * int.Parse(id[1..], System.Globalization.CultureInfo.InvariantCulture)),
            NginxPort = 20017,
            Phase = phase,
            StartedAt = Now.AddSeconds(-age),
            DrainingSince = draining is { } seconds ? Now.AddSeconds(-seconds) : null,
        };

    /// <summary>An app that has run for as long as <paramref name="age"/> says, and ran at the last pass too.</summary>
    public static AppObservation App(int? pid = 100, double age = 3600, int? before = 100, bool isPrepared = true) =>
        new(pid, pid is null ? null : Now.AddSeconds(-age), new AppSighting(before), isPrepared);

    public static TargetHealth Target(TaskRow row, TargetHealthState health, bool isDrained = false, string? check = null) =>
        new(row.Id, row.Slot, health, isDrained ? 0 : 1, 0, isDrained, check);

    public static TaskObservation Seen(
        TaskRow row,
        TargetHealthState? health = TargetHealthState.Healthy,
        string? check = null,
        ServiceStatus? app = null,
        ServiceStatus? nginx = null
    ) =>
        new(
            row,
            app ?? Status($"task-{row.Id}-app"),
            nginx ?? Status($"task-{row.Id}-nginx"),
            health is { } state ? Target(row, state, check: check) : null,
            IsPrepared: true
        );

    public static ServiceStatus Status(string name, bool crashLooping = false, int? exit = null, int? signal = null) =>
        new()
        {
            Name = name,
            Supervised = true,
            Wanted = true,
            Pid = crashLooping ? null : 100,
            ProgramPid = crashLooping ? null : 100,
            HasWalls = false,
            Since = Now.AddHours(-1),
            LastStart = Now.AddHours(-1),
            Restarts = 0,
            CrashLooping = crashLooping,
            ExitCode = exit,
            Signal = signal,
        };

    public static Architecture Architecture(int desired = 2, string more = "", string start = "./app")
    {
        var result = BlueprintFile.Parse(Blueprint(desired, more, start), "railhead.yaml", "local");
        Assert.True(result.Blueprint is not null, string.Join('\n', result.Findings));
        return ArchitectureCompiler.Compile(result.Blueprint, "local");
    }

    public static string Blueprint(int desired = 2, string more = "", string start = "./app") =>
        $"app: app\nstart: '{start.Replace("'", "''", StringComparison.Ordinal)}'\ndatabase: none\nservice: {{ min: 1, max: 4, desired: {desired} }}\n{more}\n";

    public static DeploymentRow Deployment(
        DeploymentStep step,
        Slot? slot = Slot.Green,
        DeploymentKind kind = DeploymentKind.Deploy,
        int id = 7,
        string revision = "two",
        double age = 60
    ) =>
        new()
        {
            Id = id,
            Kind = kind,
            Revision = revision,
            Subject = "Second",
            Blueprint = step == DeploymentStep.Source ? "" : Blueprint(),
            Release = step > DeploymentStep.Build ? 2 : 0,
            Slot = slot,
            Step = step,
            StartedAt = Now.AddSeconds(-age),
            MovesRef = false,
        };

    public static ReleaseRow Release(int number) => new(number, $"revision{number}", "Subject", Now, Blueprint());
}
