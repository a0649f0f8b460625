using Railhead.ObjectStore;

namespace Railhead.Local.Tests;

/// <summary>The status document from rows, processes and health.</summary>
public sealed class StatusReportTests
{
    static readonly EnvironmentFacts Facts = TestFacts.Of(
        new Layout("/home", "app", "local", "/run/app"),
        new Accounts(new("", 0, 0), new("", 0, 0), new("", 0, 0), new("", 0, 0), new("", 0, 0), false),
        MachineFixture.Tools
    );

    static StatusWorld World(params TaskObservation[] tasks) =>
        new()
        {
            Facts = Facts,
            SshRemote = "ssh://railhead-git@shop.example/shop",
            Snapshot = Snapshot.Empty with { Tasks = tasks },
            Architecture = Some.Architecture(),
            Serving = Some.BlueServes,
            Latest = null,
            Warnings = [],
            Database = null,
            Isolation = IsolationState.None,
            Buckets = [],
            SupervisorPid = 1,
            SupervisorRestarts = 0,
            Services = new Dictionary<PlatformPart, ServiceStatus>(),
            WorkerPid = null,
        };

    static TaskDocument Task(TaskObservation task) => Assert.Single(StatusReport.Of(World(task)).Service.Tasks);

    [Theory]
    [InlineData(TaskPhase.Initial, true, true, false, "starting")]
    [InlineData(TaskPhase.Initial, false, true, false, "starting")]
    [InlineData(TaskPhase.Initial, false, false, true, "crash-looping")]
    [InlineData(TaskPhase.InService, true, true, false, "running")]
    [InlineData(TaskPhase.InService, false, true, false, "stopped")]
    [InlineData(TaskPhase.InService, true, false, false, "stopped")]
    [InlineData(TaskPhase.InService, true, true, true, "crash-looping")]
    [InlineData(TaskPhase.Draining, true, true, false, "draining")]
    [InlineData(TaskPhase.Draining, false, false, true, "draining")]
    [InlineData(TaskPhase.Stopping, true, true, false, "draining")]
    public void A_task_has_the_state_of_its_phase_and_processes(
        TaskPhase phase,
        bool appUp,
        bool nginxUp,
        bool crashLooping,
        string expected
    ) =>
        Assert.Equal(
            expected,
            Task(Some.Seen(Some.Task("a1", phase), app: Process(appUp) with { CrashLooping = crashLooping }, nginx: Process(nginxUp))).State
        );

    [Fact]
    public void A_crash_loop_of_nginx_counts_too() =>
        Assert.Equal("crash-looping", Task(Some.Seen(Some.Task("a1"), nginx: Process(false) with { CrashLooping = true })).State);

    [Theory]
    [InlineData(TaskPhase.Initial, null, "initial")]
    [InlineData(TaskPhase.Initial, TargetHealthState.Unhealthy, "unhealthy")]
    [InlineData(TaskPhase.InService, null, "initial")]
    [InlineData(TaskPhase.InService, TargetHealthState.Healthy, "healthy")]
    [InlineData(TaskPhase.InService, TargetHealthState.Unhealthy, "unhealthy")]
    [InlineData(TaskPhase.Draining, TargetHealthState.Healthy, "draining")]
    [InlineData(TaskPhase.Stopping, null, "draining")]
    public void A_task_has_the_health_that_the_load_balancer_sees(TaskPhase phase, TargetHealthState? seen, string expected) =>
        Assert.Equal(expected, Task(Some.Seen(Some.Task("a1", phase), seen)).Health);

    [Fact]
    public void A_task_that_was_not_installed_yet_has_no_processes() =>
        Assert.Equal(new TaskPids(null, null), Task(new TaskObservation(Some.Task("a1"), null, null, null, false)).Pids);

    [Fact]
    public void Only_running_tasks_are_counted()
    {
        var service = StatusReport
            .Of(
                World(
                    Some.Seen(Some.Task("a1")),
                    Some.Seen(Some.Task("b2", TaskPhase.Initial)),
                    Some.Seen(Some.Task("a3", TaskPhase.Draining)),
                    Some.Seen(Some.Task("b4"), app: Process(up: false))
                )
            )
            .Service;
        Assert.Equal((2, 1, 4), (service.Desired, service.Running, service.Tasks.Count));
    }

    [Fact]
    public void Before_the_first_up_the_document_is_empty()
    {
        var document = StatusReport.Of(World() with { Architecture = null, Serving = null });
        Assert.Equal("ssh://railhead-git@shop.example/shop", document.SshRemote);
        Assert.Equal(0, document.Service.Desired);
        Assert.Null(document.Revision);
        Assert.Null(document.Database);
        Assert.Null(document.Deployment);
        Assert.Equal(["supervisor"], document.Processes.Select(process => process.Name));
    }

    [Fact]
    public void A_database_is_there_as_soon_as_it_answers_anything()
    {
        var starting = StatusReport.Of(World() with { Database = new DatabaseStatus("starting", null, null) }).Database!;
        Assert.Equal(("127.0.0.1:20000", "starting"), (starting.Endpoint, starting.State));
        Assert.Equal([new DatabaseNodeDocument("database", "eu-west-1a", "primary", null)], starting.Nodes);
        var running = StatusReport.Of(World() with { Database = new DatabaseStatus("available", "standby", 7) }).Database!;
        Assert.Equal([new DatabaseNodeDocument("database", "eu-west-1a", "standby", 7)], running.Nodes);
    }

    [Theory]
    [InlineData(DeploymentStatus.InProgress, "in-progress")]
    [InlineData(DeploymentStatus.Succeeded, "succeeded")]
    [InlineData(DeploymentStatus.Failed, "failed")]
    [InlineData(DeploymentStatus.RolledBack, "rolled-back")]
    public void The_latest_deployment_is_said_in_the_interfaces_words(DeploymentStatus status, string expected)
    {
        var row = Some.Deployment(DeploymentStep.Done) with { Status = status, Reason = "The build failed.", FinishedAt = Some.Now };
        Assert.Equal(
            new DeploymentDocument(7, "two", expected, row.StartedAt, Some.Now, "The build failed."),
            StatusReport.Of(World() with { Latest = row }).Deployment
        );
    }

    [Fact]
    public void Processes_are_those_that_are_installed_in_the_order_of_the_interface()
    {
        var processes = StatusReport
            .Of(
                World() with
                {
                    SupervisorPid = 10,
                    SupervisorRestarts = 2,
                    Services = new Dictionary<PlatformPart, ServiceStatus>
                    {
                        [PlatformPart.Storage] = Process(true, pid: 14, restarts: 1),
                        [PlatformPart.ControlPlane] = Process(true, pid: 11, restarts: 3),
                        [PlatformPart.LoadBalancer] = Process(true, pid: 12),
                    },
                    // s6 runs HAProxy's master; the worker answers requests.
                    WorkerPid = 99,
                }
            )
            .Processes;
        Assert.Equal(
            [
                new ProcessDocument("supervisor", 10, 2),
                new ProcessDocument("control-plane", 11, 3),
                new ProcessDocument("loadbalancer", 99, 0),
                new ProcessDocument("storage", 14, 1),
            ],
            processes
        );
    }

    [Fact]
    public void Buckets_revision_and_problem_are_as_observed()
    {
        var document = StatusReport.Of(
            World() with
            {
                Buckets = [new BucketUsage("app-uploads", 3, 4711)],
                Snapshot = Snapshot.Empty with { Error = "task a1: no space left" },
            }
        );
        Assert.Equal([new BucketDocument("app-uploads", 3, 4711)], document.Buckets);
        Assert.Equal(("one", "task a1: no space left"), (document.Revision, document.Problem));
        Assert.Equal(("app", "local", Facts.Url), (document.App, document.Environment, document.Url));
    }

    static ServiceStatus Process(bool up, int pid = 100, int restarts = 0) =>
        Some.Status("service") with
        {
            Pid = up ? pid : null,
            Restarts = restarts,
        };
}
