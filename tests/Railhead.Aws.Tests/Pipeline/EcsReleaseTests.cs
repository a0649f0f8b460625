namespace Railhead.Aws.Tests;

/// <summary>The release script where ECS itself deploys.</summary>
public sealed class EcsReleaseTests : IDisposable
{
    readonly ScriptFixture _release = new(ReleaseScript.Script(Model.DeploymentEngine.Ecs));

    public EcsReleaseTests()
    {
        foreach (
            var (name, value) in new[]
            {
                ("CLUSTER", "shop"),
                ("SUBNETS", "subnet-1"),
                ("SECURITY_GROUP", "sg-1"),
                ("DATABASE_ROLE_FAMILY", ""),
                ("TIMEOUT", "60"),
                ("REVISION", "abc"),
                ("SERVICE", "shop"),
                ("DEPLOYMENT_TIMEOUT", "60"),
                ("REPOSITORIES", "shop/production/app"),
            }
        )
        {
            _release.Variables[name] = value;
        }

        _release.Write("taskdef.json", "{}");
        _release.Answer("aws-ecs-register-task-definition", "echo arn:shop:8");
        _release.Answer("aws-ecr-batch-get-image", "echo '{manifest}'");
        // The first question is about running deployments; the others are about the newest one.
        _release.Answer(
            "aws-ecs-list-service-deployments",
            """
            case $* in
              *IN_PROGRESS*) echo None ;;
              *)
                grep -q update-service "$calls" && new=',{"serviceDeploymentArn":"d2","createdAt":"2026-02-01"}'
                echo '{"serviceDeployments":[{"serviceDeploymentArn":"d1","createdAt":"2026-01-01"}'"$new"']}'
                ;;
            esac
            """
        );
        Ends("SUCCESSFUL", "CLEAN_UP");
    }

    public void Dispose() => _release.Dispose();

    [Fact]
    public void The_builds_task_definition_is_put_into_the_service_after_the_images_are_marked()
    {
        var (code, words) = Run();
        Assert.True(code == 0, words);
        var calls = _release.Calls.Split('\n').ToList();
        var update = Assert.Single(calls, call => call.StartsWith("aws ecs update-service", StringComparison.Ordinal));
        Assert.Contains("--task-definition arn:shop:8 --force-new-deployment", update, StringComparison.Ordinal);
        Assert.True(calls.FindIndex(call => call.StartsWith("aws ecr put-image", StringComparison.Ordinal)) < calls.IndexOf(update));
        Assert.Contains("describe-service-deployments --service-deployment-arns d2", _release.Calls, StringComparison.Ordinal);
        Assert.Contains("deployed", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ROLLBACK_SUCCESSFUL", "The previous release serves")]
    [InlineData("STOPPED", "The previous release serves")]
    [InlineData("ROLLBACK_FAILED", "Look at the service in the console")]
    public void A_deployment_that_is_taken_back_fails_the_release(string status, string said)
    {
        Ends(status, "CLEAN_UP");
        var (code, words) = Run();
        Assert.NotEqual(0, code);
        Assert.Contains($"ended as {status}: an alarm", words, StringComparison.Ordinal);
        Assert.Contains(said, words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BAKE_TIME", true)]
    [InlineData("PRODUCTION_TRAFFIC_SHIFT", false)]
    public void At_the_end_of_its_time_the_release_is_good_if_all_traffic_has_moved(string stage, bool good)
    {
        _release.Variables["DEPLOYMENT_TIMEOUT"] = "1";
        Ends("IN_PROGRESS", stage);
        var (code, words) = Run();
        Assert.True((code == 0) == good, words);
    }

    [Fact]
    public void A_failed_release_command_deploys_nothing()
    {
        _release.Write("release-taskdef.json", "{}");
        _release.Answer("aws-ecs-describe-task-definition", """echo '{"family":"shop-release","containerDefinitions":[{"name":"app"}]}'""");
        _release.Answer("aws-ecs-run-task", """echo '{"tasks":[{"taskArn":"arn:task/shop/t1"}],"failures":[]}'""");
        _release.Answer(
            "aws-ecs-describe-tasks",
            """case $* in *sort_by*) echo arn:task/shop/t1 ;; *) echo '{"lastStatus":"STOPPED","containers":[{"exitCode":3}]}' ;; esac"""
        );
        _release.Answer("aws-logs-get-log-events", """echo '{"events":[]}'""");
        var (code, words) = Run();
        Assert.NotEqual(0, code);
        Assert.Contains("Nothing was deployed", words, StringComparison.Ordinal);
        Assert.DoesNotContain("update-service", _release.Calls, StringComparison.Ordinal);
    }

    (int Code, string Words) Run() => _release.Run(_release.PathOf("release-taskdef.json"));

    void Ends(string status, string stage) =>
        _release.Answer(
            "aws-ecs-describe-service-deployments",
            $$"""echo '{"status":"{{status}}","statusReason":"an alarm","lifecycleStage":"{{stage}}"}'"""
        );
}
