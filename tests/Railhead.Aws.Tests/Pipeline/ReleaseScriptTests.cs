namespace Railhead.Aws.Tests;

public sealed class ReleaseScriptTests : IDisposable
{
    readonly ScriptFixture _release = new(ReleaseScript.Script(Model.DeploymentEngine.Codedeploy));

    public ReleaseScriptTests()
    {
        foreach (
            var (name, value) in new[]
            {
                ("CLUSTER", "shop"),
                ("SUBNETS", "subnet-1,subnet-2"),
                ("SECURITY_GROUP", "sg-1"),
                ("DATABASE_ROLE_FAMILY", "shop-database-role"),
                ("TIMEOUT", "60"),
                ("REVISION", "abc"),
                ("APPLICATION", "shop"),
                ("DEPLOYMENT_GROUP", "shop"),
                ("DEPLOYMENT_TIMEOUT", "60"),
                ("REPOSITORIES", "shop/production/app shop/production/nginx"),
            }
        )
        {
            _release.Variables[name] = value;
        }

        _release.Write("release-taskdef.json", "{}");
        _release.Answer("aws-ecs-register-task-definition", "echo arn:release:7");
        _release.Answer(
            "aws-ecs-describe-task-definition",
            """
            case $* in *arn:release*) name=shop-release ;; *) name=shop-database-role ;; esac
            echo '{"family":"'$name'","containerDefinitions":[{"name":"app","logConfiguration":{"options":{"awslogs-group":"/g","awslogs-stream-prefix":"task"}}}]}'
            """
        );
        _release.Answer("aws-ecs-run-task", """echo '{"tasks":[{"taskArn":"arn:aws:ecs:eu-west-1:1:task/shop/t1"}],"failures":[]}'""");
        Ends("""{"lastStatus":"STOPPED","containers":[{"exitCode":0}]}""");
        _release.Answer("aws-ecr-batch-get-image", "echo '{manifest}'");
        _release.Answer("aws-logs-get-log-events", """echo '{"events":[{"message":"migrated 3"}]}'""");
    }

    public void Dispose() => _release.Dispose();

    [Fact]
    public void First_the_databases_role_then_the_release_command()
    {
        var (code, words) = Run();
        Assert.True(code == 0, words);
        var runs = _release.Calls.Split('\n').Where(call => call.StartsWith("aws ecs run-task", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, runs.Count);
        Assert.Contains("--task-definition shop-database-role ", runs[0], StringComparison.Ordinal);
        Assert.Contains("--task-definition arn:release:7 ", runs[1], StringComparison.Ordinal);
        Assert.Contains(
            "awsvpcConfiguration={subnets=[subnet-1,subnet-2],securityGroups=[sg-1],assignPublicIp=DISABLED}",
            runs[1],
            StringComparison.Ordinal
        );
        Assert.Contains("--log-stream-name task/app/t1", _release.Calls, StringComparison.Ordinal);
        Assert.Contains("migrated 3", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_release_command_only_the_role_is_made()
    {
        var (code, words) = _release.Run("/nowhere/release-taskdef.json");
        Assert.True(code == 0, words);
        Assert.Single(_release.Calls.Split('\n'), call => call.StartsWith("aws ecs run-task", StringComparison.Ordinal));
    }

    [Fact]
    public void A_command_that_fails_ends_the_release_with_its_log()
    {
        Ends("""{"lastStatus":"STOPPED","containers":[{"exitCode":3}]}""");
        var (code, words) = Run();
        Assert.NotEqual(0, code);
        Assert.Contains("migrated 3", words, StringComparison.Ordinal);
        Assert.Contains("shop-database-role failed with exit code 3. Nothing was deployed", words, StringComparison.Ordinal);
        Assert.DoesNotContain("arn:release", _release.Calls, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_that_never_started_says_why()
    {
        Ends("""{"lastStatus":"STOPPED","stoppedReason":"ResourceInitializationError: no secret","containers":[{}]}""");
        var (code, words) = Run();
        Assert.NotEqual(0, code);
        Assert.Contains("did not start: ResourceInitializationError: no secret", words, StringComparison.Ordinal);
    }

    [Fact]
    public void No_capacity_is_said()
    {
        _release.Answer("aws-ecs-run-task", """echo '{"tasks":[],"failures":[{"reason":"Capacity is unavailable at this time"}]}'""");
        var (code, words) = Run();
        Assert.NotEqual(0, code);
        Assert.Contains(
            "Could not start a task of shop-database-role: Capacity is unavailable at this time",
            words,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_takes_too_long_is_stopped()
    {
        _release.Variables["TIMEOUT"] = "1";
        _release.Variables["DATABASE_ROLE_FAMILY"] = "";
        Ends("""{"lastStatus":"RUNNING","containers":[{}]}""");
        var (code, words) = Run();
        Assert.NotEqual(0, code);
        Assert.Contains(
            "aws ecs stop-task --cluster shop --task arn:aws:ecs:eu-west-1:1:task/shop/t1",
            _release.Calls,
            StringComparison.Ordinal
        );
        Assert.Contains("did not finish within 1 seconds and was stopped", words, StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_an_interrupted_run_left_is_waited_for()
    {
        _release.Answer("aws-ecs-list-tasks", """[ "$(grep -c list-tasks "$(dirname "$answer")/../calls")" -ge 3 ] || echo arn:old""");
        var (code, words) = Run();
        Assert.True(code == 0, words);
        Assert.Contains("waiting for another task of shop-database-role", words, StringComparison.Ordinal);
        var before = _release.Calls[.._release.Calls.IndexOf("run-task", StringComparison.Ordinal)];
        Assert.Equal(3, before.Split("--family shop-database-role").Length - 1);
    }

    [Fact]
    public void Two_tasks_of_one_family_become_one_and_the_older_stays()
    {
        _release.Variables["DATABASE_ROLE_FAMILY"] = "";
        // Before the task: none; after it: it and another one; then none again.
        _release.Answer(
            "aws-ecs-list-tasks",
            """
            if [ "$(grep -c run-task "$calls")" = 1 ] && ! grep -q stop-task "$calls"; then printf 'arn:other\t%s\n' arn:aws:ecs:eu-west-1:1:task/shop/t1; fi
            """
        );
        _release.Answer(
            "aws-ecs-describe-tasks",
            """
            case $* in *sort_by*) echo arn:other ;; *) echo '{"lastStatus":"STOPPED","containers":[{"exitCode":0}]}' ;; esac
            """
        );
        var (code, words) = Run();
        Assert.True(code == 0, words);
        Assert.Contains("--task arn:aws:ecs:eu-west-1:1:task/shop/t1 --reason another task of", _release.Calls, StringComparison.Ordinal);
        Assert.Equal(2, Count("aws ecs run-task"));
    }

    [Fact]
    public void Released_images_are_marked_after_the_release_command_and_before_the_deployment()
    {
        var (code, words) = Run();
        Assert.True(code == 0, words);
        foreach (var repository in (string[])["app", "nginx"])
        {
            Assert.Contains(
                $"aws ecr put-image --repository-name shop/production/{repository} --image-tag released-abc --image-manifest {{manifest}}\n",
                _release.Calls,
                StringComparison.Ordinal
            );
        }

        Assert.True(
            _release.Calls.IndexOf("put-image", StringComparison.Ordinal) > _release.Calls.LastIndexOf("run-task", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_failed_release_command_marks_no_image()
    {
        Ends("""{"lastStatus":"STOPPED","containers":[{"exitCode":3}]}""");
        Assert.NotEqual(0, Run().Code);
        Assert.DoesNotContain("put-image", _release.Calls, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_that_is_marked_already_stays_so()
    {
        _release.Answer("aws-ecr-put-image", "echo 'An error occurred (ImageAlreadyExistsException)' >&2; exit 254");
        var (code, words) = Run();
        Assert.True(code == 0, words);
        _release.Answer("aws-ecr-put-image", "echo 'An error occurred (AccessDeniedException)' >&2; exit 254");
        (code, words) = Run();
        Assert.True(code != 0 && words.Contains("AccessDeniedException", StringComparison.Ordinal), words);
    }

    [Fact]
    public void An_image_that_expired_stops_before_the_deployment()
    {
        _release.Answer("aws-ecr-batch-get-image", "echo None");
        var (code, words) = Run();
        Assert.NotEqual(0, code);
        Assert.Contains("shop/production/app has no image abc any more. Start the pipeline again", words, StringComparison.Ordinal);
    }

    [Fact]
    public void The_deployment_of_a_rotated_password_is_waited_for()
    {
        _release.Answer("aws-deploy-list-deployments", """[ "$(grep -c list-deployments "$calls")" -ge 3 ] || echo d-1""");
        var (code, words) = Run();
        Assert.True(code == 0, words);
        Assert.Contains("waiting for deployment d-1", words, StringComparison.Ordinal);
        _release.Answer("aws-deploy-list-deployments", "echo d-1");
        _release.Variables["DEPLOYMENT_TIMEOUT"] = "0";
        (code, words) = Run();
        Assert.NotEqual(0, code);
        Assert.Contains("Another deployment is still running: d-1", words, StringComparison.Ordinal);
    }

    int Count(string command) => _release.Calls.Split('\n').Count(call => call.StartsWith(command, StringComparison.Ordinal));

    (int Code, string Words) Run() => _release.Run(_release.PathOf("release-taskdef.json"));

    void Ends(string task) => _release.Answer("aws-ecs-describe-tasks", $"echo '{task}'");
}
