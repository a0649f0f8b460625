using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

/// <summary>The script runs for real, with stand-ins for AWS and Docker: a registry in a folder, and a pipeline's history.</summary>
public sealed class PromoteScriptTests : IDisposable
{
    const string Registry = "1.dkr.ecr.eu-west-1.amazonaws.com/";
    const string Commit = "0123456789abcdef0123456789abcdef01234567";
    const string Older = "76543210fedcba9876543210fedcba9876543210";

    readonly ScriptFixture _promote = new(PromoteScript.Script);
    readonly RegistryFixture _registry;

    public PromoteScriptTests()
    {
        _promote.Write("app/infrastructure/staging/pipeline/build.sh", BuildScript.Script(Model.DeploymentEngine.Codedeploy).Text);
        foreach (
            var (name, value) in new[]
            {
                ("COMMIT", "newest"),
                ("FROM", "staging"),
                ("FROM_PIPELINE", "shop-staging"),
                ("FROM_APP", "shop/staging/app"),
                ("FROM_NGINX", "shop/staging/nginx"),
                ("SECRETS", ""),
                ("ACCEPTED_FINDINGS", ""),
                ("APP_REPOSITORY", Registry + "shop/production/app"),
                ("NGINX_REPOSITORY", Registry + "shop/production/nginx"),
                ("DATABASE_ROLE_IMAGE", ""),
                ("TASK_DEFINITION", "/t"),
                ("RELEASE_TASK_DEFINITION", ""),
                ("APP_SPEC", "/s"),
            }
        )
        {
            _promote.Variables[name] = value;
        }

        Executions("running InProgress", "failed Failed", "good Succeeded", "before Succeeded");
        Actions($$"""{"CommitId":"{{Commit}}"}""");
        _registry = new(_promote);
        _registry.Push("shop/staging/app", Commit, "config of app", "shared layer", "layer of app");
        _registry.Push("shop/staging/nginx", Commit, "config of nginx", "shared layer");
        BuildScriptTests.Scan(_promote, """{"imageScanStatus":{"status":"COMPLETE"}}""");
        _promote.Answer(
            "aws-ssm-get-parameter",
            """
            case $* in
              *--name\ /s*) echo 'version: 0.0' ;;
              *) echo '{"containerDefinitions":[{"name":"app","environment":[{"name":"APP_REVISION","value":"x"}]},{"name":"nginx"}]}' ;;
            esac
            """
        );
    }

    public void Dispose() => _promote.Dispose();

    [Fact]
    public void The_newest_commit_that_succeeded_there_is_copied_to_the_byte_and_not_built()
    {
        Succeeds();
        Assert.Equal(Commit, _promote.Output("commit").Trim());
        Assert.Equal(_registry.DigestOf("shop/staging/app", Commit), _registry.DigestOf("shop/production/app", Commit));
        Assert.Equal(_registry.DigestOf("shop/staging/nginx", Commit), _registry.DigestOf("shop/production/nginx", Commit));
        Assert.Equal(new[] { "config of app", "shared layer", "layer of app" }.Order(), _registry.Layers("shop/production/app").Order());
        Assert.DoesNotContain("docker build", _promote.Calls, StringComparison.Ordinal);
        Assert.DoesNotContain("docker push", _promote.Calls, StringComparison.Ordinal);
        var containers = JsonNode.Parse(_promote.Output("taskdef.json"))!["containerDefinitions"]!;
        Assert.Equal($"{Registry}shop/production/app:{Commit}", (string?)containers[0]!["image"]);
        Assert.Equal(Commit, (string?)containers[0]!["environment"]![0]!["value"]);
        Assert.Equal($"{Registry}shop/production/nginx:{Commit}", (string?)containers[1]!["image"]);
        // The registry of the tests has parts of 5 bytes.
        Assert.Contains("--part-first-byte 5 --part-last-byte 9 ", _promote.Calls, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_there_is_not_copied_again()
    {
        Succeeds();
        _promote.Write("calls", "");
        Succeeds();
        Assert.DoesNotContain("initiate-layer-upload", _promote.Calls, StringComparison.Ordinal);
        Assert.DoesNotContain("put-image", _promote.Calls, StringComparison.Ordinal);
        // A second image has a layer in common with the first.
        _registry.Push("shop/staging/app", Older, "another config", "shared layer");
        _registry.Push("shop/staging/nginx", Older, "config of nginx", "shared layer");
        Actions($$"""{"CommitId":"{{Older}}"}""");
        Succeeds();
        Assert.Equal(1, _promote.Calls.Split("initiate-layer-upload").Length - 1);
    }

    [Fact]
    public void An_environment_that_has_released_nothing_is_named()
    {
        Executions("failed Failed");
        Fails("The environment \"staging\" has released nothing yet: no execution of the pipeline shop-staging has succeeded.");
        Executions();
        Fails("The environment \"staging\" has released nothing yet");
    }

    [Fact]
    public void An_environment_that_does_not_exist_is_named_and_a_refusal_is_none()
    {
        _promote.Answer("aws-codepipeline-list-pipeline-executions", "echo '(PipelineNotFoundException)' >&2; exit 254");
        Fails("The environment \"staging\" does not exist in this account and region: there is no pipeline shop-staging.");
        _promote.Answer("aws-codepipeline-list-pipeline-executions", "echo '(AccessDeniedException)' >&2; exit 254");
        Fails("(AccessDeniedException)");
    }

    [Fact]
    public void The_commit_of_an_environment_that_promotes_too_is_the_one_that_it_promoted()
    {
        Actions($$"""{"CommitId":"{{Older}}"}""", $$"""{"REVISION":"{{Commit}}"}""");
        Succeeds();
        Assert.Equal(Commit, _promote.Output("commit").Trim());
    }

    [Fact]
    public void A_rollback_of_the_other_pipeline_counts_as_the_execution_it_went_back_to()
    {
        _promote.Answer(
            "aws-codepipeline-list-pipeline-executions",
            """
            echo '{"pipelineExecutionSummaries":[{"pipelineExecutionId":"back","status":"Succeeded",
              "rollbackMetadata":{"rollbackTargetPipelineExecutionId":"good"}}]}'
            """
        );
        Succeeds();
        Assert.Contains("--filter pipelineExecutionId=good", _promote.Calls, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_commit_is_one_that_either_environment_has_released()
    {
        _promote.Variables["COMMIT"] = "main";
        Fails("COMMIT is \"main\". Use a whole commit hash, or \"newest\".");
        _promote.Variables["COMMIT"] = Older;
        Fails($"Neither this environment nor \"staging\" has released commit {Older}");
        _registry.Push("shop/staging/app", Older, "config");
        _registry.Push("shop/staging/nginx", Older, "config");
        // Built there, and not released.
        Fails($"Neither this environment nor \"staging\" has released commit {Older}");
        _registry.Tag("shop/staging/app", $"released-{Older}", "sha256:1");
        Succeeds();
        Assert.Equal(Older, _promote.Output("commit").Trim());
        Assert.DoesNotContain("codepipeline", _promote.Calls, StringComparison.Ordinal);
    }

    [Fact]
    public void Going_back_needs_nothing_of_the_other_environment()
    {
        Succeeds();
        _registry.Delete("shop/staging/app");
        _registry.Delete("shop/staging/nginx");
        _registry.Tag("shop/production/app", $"released-{Commit}", "sha256:1");
        _promote.Variables["COMMIT"] = Commit;
        Succeeds();
    }

    [Fact]
    public void An_image_that_is_gone_and_one_of_an_own_build_are_no_promotion()
    {
        _registry.Delete("shop/staging/nginx");
        Fails($"shop/staging/nginx has no image of commit {Commit} any more. Release the commit in \"staging\" again.");
        _registry.Tag("shop/production/app", Commit, "sha256:other");
        Fails($"shop/production/app has another image of commit {Commit}, from a build of its own");
    }

    [Fact]
    public void A_list_of_images_is_refused_before_anything_is_copied()
    {
        _registry.Tag("shop/staging/app", Commit, "sha256:list", """{"manifests":[]}""");
        Fails($"shop/staging/app has a list of images for commit {Commit}. Only a single image can be promoted.");
        Assert.DoesNotContain("initiate-layer-upload", _promote.Calls, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_arrives_changed_is_no_copy()
    {
        _promote.Answer("aws-ecr-get-download-url-for-layer", "echo other >\"$calls.layer\"; echo \"file://$calls.layer\"");
        Fails("(InvalidLayerException)");
        Assert.DoesNotContain("put-image", _promote.Calls, StringComparison.Ordinal);
    }

    [Fact]
    public void A_critical_finding_stops_the_promotion_as_it_stops_a_build()
    {
        BuildScriptTests.Scan(
            _promote,
            """{"imageScanStatus":{"status":"COMPLETE"},"imageScanFindings":{"findings":[{"name":"CVE-1","severity":"CRITICAL"}]}}"""
        );
        Fails($"shop/production/app:{Commit} has critical findings, so it is not released: CVE-1");
    }

    /// <summary>The history of the other pipeline, the newest first: id and state.</summary>
    void Executions(params string[] executions)
    {
        var summaries = executions
            .Select(execution => execution.Split(' '))
            .Select(words => new JsonObject { ["pipelineExecutionId"] = words[0], ["status"] = words[1] });
        var answer = new JsonObject { ["pipelineExecutionSummaries"] = new JsonArray([.. summaries]) };
        _promote.Answer("aws-codepipeline-list-pipeline-executions", $"echo '{answer.ToJsonString()}'");
    }

    /// <summary>The variables of the actions in each execution, beside an action without any.</summary>
    void Actions(params string[] variables)
    {
        var details = variables.Select(one => new JsonObject { ["output"] = new JsonObject { ["outputVariables"] = JsonNode.Parse(one) } });
        var without = new JsonObject { ["output"] = new JsonObject() };
        var answer = new JsonObject { ["actionExecutionDetails"] = new JsonArray([without, .. details]) };
        _promote.Answer("aws-codepipeline-list-action-executions", $"echo '{answer.ToJsonString()}'");
    }

    void Succeeds()
    {
        var (code, words) = _promote.Run();
        Assert.True(code == 0, words);
    }

    void Fails(string because)
    {
        var (code, words) = _promote.Run();
        Assert.NotEqual(0, code);
        Assert.Contains(because, words, StringComparison.Ordinal);
        Assert.False(File.Exists(_promote.PathOf("build-output/taskdef.json")), words);
        if (File.Exists(_promote.PathOf("build-output/commit")))
        {
            File.Delete(_promote.PathOf("build-output/commit"));
        }
    }
}
