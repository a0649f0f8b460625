using System.Text.Json;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Runs a command in a task of its own on ECS, with the definition, the network and the role of the release that serves.</summary>
/// <param name="Aws">The AWS CLI.</param>
/// <param name="Architecture">The environment.</param>
/// <param name="Poll">Time between two questions to AWS.</param>
/// <param name="Time">The clock.</param>
public sealed record OneOffTask(AwsCli Aws, Architecture Architecture, TimeSpan Poll, TimeProvider Time)
{
    /// <summary>Questions after the end of the task: the last lines of a log arrive a moment later.</summary>
    const int LastQuestions = 3;

    string Cluster => Architecture.Services.Cluster;

    /// <summary>Starts the task, follows its output and returns the exit code of the command.</summary>
    /// <param name="words">The command.</param>
    /// <param name="onLine">Gets each line of output.</param>
    /// <param name="onNote">Gets what people should know, such as that the task runs.</param>
    /// <param name="cancellation">Stops the task.</param>
    /// <exception cref="RailheadException">The task did not start, or AWS refused a call.</exception>
    public async Task<int> RunAsync(
        IReadOnlyList<string> words,
        Action<string> onLine,
        Action<string> onNote,
        CancellationToken cancellation
    )
    {
        try
        {
            var (definition, network, app) = await ReleaseAsync();
            cancellation.ThrowIfCancellationRequested();
            onNote($"Starting a task of {Short(definition)} …");
            var task = await StartAsync(definition, network, words);
            return await FollowAsync(
                definition,
                task,
                new LogTail(Aws, OneOffCommand.LogOf(app, task), onLine, onNote),
                onNote,
                cancellation
            );
        }
        catch (AwsCliException e)
        {
            throw e.IsDenied ? OneOffErrors.Denied(e) : OneOffErrors.Refused(e);
        }
    }

    async Task<(string Definition, string Network, JsonElement App)> ReleaseAsync()
    {
        var (app, environment) = (Architecture.App, Architecture.Environment);
        var serving = await ServiceAsync() ?? throw OneOffErrors.NothingOnAws(app, environment);
        var container = OneOffCommand.AppOf(
            await Aws.CallAsync("ecs", "describe-task-definition", "--task-definition", serving.Definition)
        );
        return OneOffCommand.IsPlaceholder(container)
            ? throw OneOffErrors.NoDeployment(app, environment)
            : (serving.Definition, serving.Network, container);
    }

    async Task<(string Definition, string Network)?> ServiceAsync()
    {
        try
        {
            return OneOffCommand.Serving(
                await Aws.CallAsync("ecs", "describe-services", "--cluster", Cluster, "--services", Architecture.Services.Name)
            );
        }
        catch (AwsCliException e) when (e.Code == "ClusterNotFoundException")
        {
            return null;
        }
    }

    async Task<string> StartAsync(string definition, string network, IReadOnlyList<string> words)
    {
        var answer = await Aws.CallAsync(
            "ecs",
            "run-task",
            "--cluster",
            Cluster,
            "--task-definition",
            definition,
            "--launch-type",
            "FARGATE",
            "--count",
            "1",
            "--started-by",
            "railhead-run",
            "--network-configuration",
            network,
            "--overrides",
            OneOffCommand.Overrides(Architecture, words)
        );
        var task = answer.Get("tasks").Items().Select(one => one.Get("taskArn").AsText()).FirstOrDefault();
        return task ?? throw OneOffErrors.NotStarted(Short(definition), OneOffCommand.Failures(answer));
    }

    async Task<int> FollowAsync(string definition, string task, LogTail log, Action<string> onNote, CancellationToken cancellation)
    {
        try
        {
            var isRunning = false;
            while (true)
            {
                var state = await DescribeAsync(task);
                if (!isRunning && state.Get("lastStatus").AsText() == "RUNNING")
                {
                    isRunning = true;
                    onNote($"Task {Short(task)} is running.");
                }

                await log.ReadAsync();
                var app = state.Get("containers").Items().FirstOrDefault(one => one.Get("name").AsText() == OneOffCommand.Container);
                if (app.Get("exitCode") is { ValueKind: JsonValueKind.Number } code)
                {
                    await EndAsync(log, cancellation);
                    return code.GetInt32();
                }

                if (state.Get("lastStatus").AsText() is "STOPPED" or null)
                {
                    await EndAsync(log, cancellation);
                    throw OneOffErrors.NotStarted(Short(definition), Reasons(state, app));
                }

                await Task.Delay(Poll, Time, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            onNote($"Stopping task {Short(task)} …");
            await Aws.CallAsync("ecs", "stop-task", "--cluster", Cluster, "--task", task, "--reason", "railhead run was interrupted");
            throw;
        }
    }

    async Task<JsonElement> DescribeAsync(string task) =>
        (await Aws.CallAsync("ecs", "describe-tasks", "--cluster", Cluster, "--tasks", task)).Get("tasks").Items().FirstOrDefault();

    async Task EndAsync(LogTail log, CancellationToken cancellation)
    {
        for (var i = 0; i < LastQuestions; i++)
        {
            await Task.Delay(Poll, Time, cancellation);
            await log.ReadAsync();
        }
    }

    static string Reasons(JsonElement task, JsonElement container) =>
        string.Join("; ", new[] { task.Get("stoppedReason").AsText(), container.Get("reason").AsText() }.OfType<string>())
            is { Length: > 0 } said
            ? said
            : "ECS named no reason";

    static string Short(string arn) => arn.Split('/')[^1];
}
