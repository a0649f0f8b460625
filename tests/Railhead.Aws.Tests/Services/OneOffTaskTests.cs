using System.Text.Json;
using Railhead.Model;

namespace Railhead.Aws.Tests;

/// <summary>One-off commands on ECS, with a stand-in for the AWS CLI.</summary>
public sealed class OneOffTaskTests : IDisposable
{
    const string Service = """
        echo '{"services":[{"status":"ACTIVE","taskDefinition":"arn:x:task-definition/shop-production:1",
          "networkConfiguration":{"awsvpcConfiguration":{"subnets":["old"]}},
          "taskSets":[
            {"status":"ACTIVE","taskDefinition":"arn:x:task-definition/shop-production:8"},
            {"status":"PRIMARY","taskDefinition":"arn:x:task-definition/shop-production:7",
             "networkConfiguration":{"awsvpcConfiguration":{"subnets":["s1","s2"],"securityGroups":["g"],"assignPublicIp":"DISABLED"}}}]}]}'
        """;

    const string Definition = """
        echo '{"taskDefinition":{"containerDefinitions":[{"name":"nginx","image":"n"},{"name":"app","image":"r/app:3f2c",
          "logConfiguration":{"options":{"awslogs-group":"/railhead/shop/production/app","awslogs-stream-prefix":"task"}}}]}}'
        """;

    readonly StandInAws _aws = new();
    readonly List<string> _lines = [],
        _notes = [];

    public OneOffTaskTests() =>
        _aws.Answers("ecs-describe-services", Service)
            .Answers("ecs-describe-task-definition", Definition)
            .Answers("ecs-run-task", """echo '{"tasks":[{"taskArn":"arn:x:task/shop-production/abc"}],"failures":[]}'""")
            .Answers("ecs-stop-task", "echo '{}'")
            .Fails("logs-get-log-events", "ResourceNotFoundException");

    public void Dispose() => _aws.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(137)]
    public async Task The_exit_code_is_that_of_the_command(int code)
    {
        _aws.Answers("ecs-describe-tasks", Ended(code));
        Assert.Equal(code, await RunAsync(["bin/rails", "runner", "puts 1"]));
    }

    [Fact]
    public async Task The_task_has_the_definition_and_the_network_of_what_serves_and_the_words_as_arguments()
    {
        _aws.Answers("ecs-describe-tasks", Ended(0));
        await RunAsync(["sh", "-c", "echo \"$HOME; rm -rf /\""]);
        var call = _aws.Calls.Single(line => line.StartsWith("ecs run-task", StringComparison.Ordinal));
        Assert.Contains("--task-definition arn:x:task-definition/shop-production:7 --launch-type FARGATE", call, StringComparison.Ordinal);
        Assert.Contains("\"subnets\":[\"s1\",\"s2\"]", call, StringComparison.Ordinal);
        using var overrides = JsonDocument.Parse(call[(call.IndexOf("--overrides ", StringComparison.Ordinal) + 12)..]);
        var container = overrides.RootElement.GetProperty("containerOverrides")[0];
        Assert.Equal("app", container.GetProperty("name").GetString());
        var command = container.GetProperty("command").EnumerateArray().Select(word => word.GetString()!).ToList();
        Assert.Equal(["run", "sh", "-c", "echo \"$HOME; rm -rf /\""], command[1..]);
        Assert.Contains("export DATABASE_URL=", command[0], StringComparison.Ordinal);
        Assert.EndsWith("exec \"$@\"", command[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_is_followed_to_its_last_line_and_each_line_comes_once()
    {
        _aws.Answers(
                "ecs-describe-tasks",
                $$$"""if [ $n -lt 3 ]; then echo '{"tasks":[{"lastStatus":"RUNNING","containers":[{"name":"app"}]}]}'; else {{{Ended(0)}}}; fi"""
            )
            .Answers(
                "logs-get-log-events",
                """
                case "$*" in
                  *"--next-token two"*) [ $n -lt 6 ] && echo '{"events":[],"nextForwardToken":"two"}' || echo '{"events":[{"message":"last"}],"nextForwardToken":"three"}' ;;
                  *"--next-token three"*) echo '{"events":[],"nextForwardToken":"three"}' ;;
                  *) echo '{"events":[{"message":"first"},{"message":"second"}],"nextForwardToken":"two"}' ;;
                esac
                """
            );
        await RunAsync(["true"]);
        Assert.Equal(["first", "second", "last"], _lines);
        Assert.Contains(
            "--log-stream-name task/app/abc",
            _aws.Calls.First(call => call.StartsWith("logs", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
        Assert.Contains(_notes, note => note.StartsWith("Task abc is running", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_task_that_cannot_be_placed_says_why()
    {
        _aws.Answers("ecs-run-task", """echo '{"tasks":[],"failures":[{"reason":"RESOURCE:ENI"}]}'""");
        Assert.Equal(("RH5084", true), await FailureAsync("RESOURCE:ENI"));
    }

    [Fact]
    public async Task A_task_whose_image_cannot_be_pulled_says_why()
    {
        _aws.Answers(
            "ecs-describe-tasks",
            """
            echo '{"tasks":[{"lastStatus":"STOPPED","stoppedReason":"Task failed to start",
              "containers":[{"name":"app","reason":"CannotPullContainerError: not found"}]}]}'
            """
        );
        Assert.Equal(("RH5084", true), await FailureAsync("CannotPullContainerError"));
    }

    [Theory]
    [InlineData("ecs-run-task", "AccessDeniedException", "RH5083")]
    [InlineData("ecs-describe-services", "AccessDeniedException", "RH5083")]
    [InlineData("ecs-describe-tasks", "ServerException", "RH5085")]
    [InlineData("ecs-describe-services", "ClusterNotFoundException", "RH5081")]
    public async Task A_refused_call_has_its_error(string call, string code, string expected)
    {
        _aws.Fails(call, code);
        Assert.Equal(expected, (await FailureAsync("")).Code);
    }

    [Fact]
    public async Task Before_the_first_deployment_nothing_is_started()
    {
        _aws.Answers(
            "ecs-describe-task-definition",
            $$$"""echo '{"taskDefinition":{"containerDefinitions":[{"name":"app","image":"{{{PlaceholderTask.Image}}}"}]}}'"""
        );
        Assert.Equal("RH5082", (await FailureAsync("")).Code);
        Assert.DoesNotContain(_aws.Calls, call => call.StartsWith("ecs run-task", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_service_there_is_nothing_on_AWS()
    {
        _aws.Answers("ecs-describe-services", """echo '{"services":[],"failures":[{"reason":"MISSING"}]}'""");
        Assert.Equal("RH5081", (await FailureAsync("")).Code);
    }

    [Fact]
    public async Task Who_may_not_read_the_log_hears_so_and_gets_the_exit_code()
    {
        _aws.Answers("ecs-describe-tasks", Ended(4)).Fails("logs-get-log-events", "AccessDeniedException");
        Assert.Equal(4, await RunAsync(["true"]));
        Assert.Single(_notes, note => note.StartsWith("warning: the output cannot be shown", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ctrl_C_stops_the_task()
    {
        _aws.Answers("ecs-describe-tasks", """echo '{"tasks":[{"lastStatus":"RUNNING","containers":[{"name":"app"}]}]}'""");
        using var interruption = new CancellationTokenSource();
        var run = RunAsync(["sleep", "1000"], interruption.Token);
        await Eventually.TrueAsync(
            () => _aws.Calls.Any(call => call.StartsWith("ecs describe-tasks", StringComparison.Ordinal)),
            "the task is watched"
        );
        await interruption.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.StartsWith(
            "ecs stop-task --cluster shop-production --task arn:x:task/shop-production/abc",
            _aws.Calls[^1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_command_that_ECS_would_not_take_is_refused_before()
    {
        var failure = await Assert.ThrowsAsync<RailheadException>(() => RunAsync(["echo", new string('x', 9000)]));
        Assert.Equal("RH5086", failure.Code);
        Assert.DoesNotContain(_aws.Calls, call => call.StartsWith("ecs run-task", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_AWS_CLI_it_says_so() =>
        Assert.Equal("RH5080", Assert.Throws<RailheadException>(() => AwsCli.Find("/nowhere", "eu-west-1")).Code);

    Task<int> RunAsync(IReadOnlyList<string> words, CancellationToken? cancellation = null) =>
        new OneOffTask(
            _aws.Cli,
            Blueprints.Architecture("minimal", "production"),
            TimeSpan.FromMilliseconds(1),
            TimeProvider.System
        ).RunAsync(words, _lines.Add, _notes.Add, cancellation ?? TestContext.Current.CancellationToken);

    async Task<(string Code, bool Says)> FailureAsync(string said)
    {
        var failure = await Assert.ThrowsAsync<RailheadException>(() => RunAsync(["true"]));
        return (failure.Code, failure.Message.Contains(said, StringComparison.Ordinal));
    }

    static string Ended(int code) =>
        $$$"""echo '{"tasks":[{"lastStatus":"DEPROVISIONING","containers":[{"name":"nginx"},{"name":"app","exitCode":{{{code}}}}]}]}'""";
}
