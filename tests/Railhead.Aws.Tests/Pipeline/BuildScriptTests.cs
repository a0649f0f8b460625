using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

public sealed class BuildScriptTests : IDisposable
{
    const string Missing = "echo 'An error occurred (ImageNotFoundException)' >&2; exit 254";
    const string Registry = "1.dkr.ecr.eu-west-1.amazonaws.com/shop/staging";

    readonly ScriptFixture _build = Fixture();

    public void Dispose() => _build.Dispose();

    /// <summary>A commit whose images are not pushed yet, and have no critical finding.</summary>
    internal static ScriptFixture Fixture()
    {
        var build = new ScriptFixture(BuildScript.Script(Model.DeploymentEngine.Codedeploy));
        foreach (
            var (name, value) in new[]
            {
                ("REVISION", "abc"),
                ("DOCKERFILE", "Dockerfile"),
                ("STATIC", ""),
                ("SECRETS", ""),
                ("ACCEPTED_FINDINGS", ""),
                ("APP_REPOSITORY", $"{Registry}/app"),
                ("NGINX_REPOSITORY", $"{Registry}/nginx"),
                ("DATABASE_ROLE_IMAGE", ""),
                ("TASK_DEFINITION", "/t"),
                ("RELEASE_TASK_DEFINITION", ""),
                ("APP_SPEC", "/s"),
            }
        )
        {
            build.Variables[name] = value;
        }

        build.Answer("aws-ecr-describe-images", Missing);
        Scan(build, """{"imageScanStatus":{"status":"COMPLETE"},"imageScanFindings":{"findings":[{"name":"CVE-1","severity":"HIGH"}]}}""");
        build.Answer(
            "aws-ssm-get-parameter",
            """
            case $* in
              *--name\ /s*) echo 'version: 0.0' ;;
              *) echo '{"family":"shop","containerDefinitions":[{"name":"app","image":"x","environment":[{"name":"APP_REVISION","value":"x"},{"name":"A","value":"{b}"}]},{"name":"nginx","image":"x"}]}' ;;
            esac
            """
        );
        return build;
    }

    [Fact]
    public void An_own_Dockerfile_gets_the_plain_variables_as_build_arguments()
    {
        var architecture = Blueprints.Compile(
            "app: shop\nstart: ./run\ndockerfile: Dockerfile\nenv: { NODE_ENV: production, TEXT: \"it's $HOME\\nand 'more' \" }\nsecrets: [KEY]\n",
            "staging"
        );
        // As synth does, with its mark in the file.
        SynthFolder.Write(_build.PathOf("app/infrastructure/staging"), [.. BuildArguments.Write(architecture)]);
        var (code, words) = _build.Run();
        Assert.True(code == 0, words);
        Assert.Contains(
            " --build-arg NODE_ENV=production --build-arg TEXT=it's $HOME\nand 'more'  --build-arg APP_REVISION=abc ",
            _build.Calls,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("KEY", _build.Calls, StringComparison.Ordinal);
    }

    [Fact]
    public void A_commit_becomes_two_images_and_what_the_deployment_needs()
    {
        var (code, words) = _build.Run();
        Assert.True(code == 0, words);
        Assert.Contains($"docker push --quiet {Registry}/app:abc", _build.Calls, StringComparison.Ordinal);
        Assert.Contains($"docker push --quiet {Registry}/nginx:abc", _build.Calls, StringComparison.Ordinal);
        var containers = JsonNode.Parse(_build.Output("taskdef.json"))!["containerDefinitions"]!;
        Assert.Equal($"{Registry}/app:abc", (string?)containers[0]!["image"]);
        Assert.Equal($"{Registry}/nginx:abc", (string?)containers[1]!["image"]);
        Assert.Equal(["abc", "{b}"], containers[0]!["environment"]!.AsArray().Select(variable => (string?)variable!["value"]));
        Assert.Equal("version: 0.0\n", _build.Output("appspec.yaml"));
    }

    [Fact]
    public void A_template_that_Terraform_compressed_is_read()
    {
        _build.Answer(
            "aws-ssm-get-parameter",
            """
            case $* in
              *--name\ /s*) echo 'version: 0.0' ;;
              *) echo '{"family":"shop","containerDefinitions":[{"name":"app","image":"x"}]}' | gzip | base64 -w 0 ;;
            esac
            """
        );
        var (code, words) = _build.Run();
        Assert.True(code == 0, words);
        Assert.Equal("shop", (string?)JsonNode.Parse(_build.Output("taskdef.json"))!["family"]);
    }

    [Fact]
    public void Base_images_are_pulled_with_a_login_and_without_one_where_it_is_refused()
    {
        _build.Answer("aws-ecr-public-get-login-password", "echo AccessDenied >&2; exit 254");
        var (code, words) = _build.Run();
        Assert.True(code == 0, words);
        Assert.Contains("aws ecr-public get-login-password --region us-east-1", _build.Calls, StringComparison.Ordinal);
        Assert.Contains("note: base images are pulled without a login: AccessDenied", words, StringComparison.Ordinal);
    }

    [Fact]
    public void The_image_that_gets_the_administrators_password_is_built_once_and_scanned()
    {
        _build.Variables["DATABASE_ROLE_IMAGE"] = $"{Registry}/database-role:0123456789ab";
        var (code, words) = _build.Run();
        Assert.True(code == 0, words);
        Assert.Contains($"docker push --quiet {Registry}/database-role:0123456789ab", _build.Calls, StringComparison.Ordinal);
        Assert.Contains(
            "aws ecr describe-image-scan-findings --repository-name shop/staging/database-role --image-id imageTag=0123456789ab",
            _build.Calls,
            StringComparison.Ordinal
        );
        _build.Answer("aws-ecr-describe-images", "exit 0");
        _build.Write("calls", "");
        (code, words) = _build.Run();
        Assert.True(code == 0, words);
        Assert.DoesNotContain("docker push", _build.Calls, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_pushed_is_not_built_again()
    {
        _build.Answer("aws-ecr-describe-images", "exit 0");
        var (code, words) = _build.Run();
        Assert.True(code == 0, words);
        Assert.DoesNotContain("docker build", _build.Calls, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_of_the_registry_is_no_missing_image()
    {
        _build.Answer("aws-ecr-describe-images", "echo AccessDeniedException >&2; exit 254");
        var (code, words) = _build.Run();
        Assert.NotEqual(0, code);
        Assert.Contains("AccessDeniedException", words, StringComparison.Ordinal);
        Assert.DoesNotContain("docker build", _build.Calls, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registry_that_limits_pulls_is_asked_again()
    {
        _build.Answer(
            "docker-build---platform",
            """
            if [ "$(grep -c 'docker build' "$calls")" -le 2 ]; then echo 'toomanyrequests: Rate exceeded'; exit 1; fi
            """
        );
        var (code, words) = _build.Run();
        Assert.True(code == 0, words);
        Assert.Contains("the registry limits pulls: trying again", words, StringComparison.Ordinal);
        _build.Answer("docker-build---platform", "echo 'npm ERR! missing script'; exit 1");
        (code, words) = _build.Run();
        Assert.True(code != 0 && !words.Contains("trying again", StringComparison.Ordinal), words);
    }

    [Fact]
    public void A_secret_without_a_value_is_named_before_anything_is_built()
    {
        _build.Variables["SECRETS"] = "shop/staging/app/ONE shop/staging/app/TWO";
        _build.Answer(
            "aws-secretsmanager-describe-secret",
            """
            case $* in *ONE*) echo '{"VersionIdsToStages":{"1":["AWSCURRENT"]}}' ;; *) echo '{}' ;; esac
            """
        );
        var (code, words) = _build.Run();
        Assert.NotEqual(0, code);
        Assert.Contains("no value yet: shop/staging/app/TWO\n", words, StringComparison.Ordinal);
        Assert.DoesNotContain("docker", _build.Calls, StringComparison.Ordinal);
    }

    [Fact]
    public void Static_files_come_from_the_folder_that_the_app_runs_in()
    {
        _build.Variables["STATIC"] = "public/assets";
        _build.Answer("docker-image-inspect", "case $* in *--format*) echo /srv/shop ;; esac");
        Assert.Equal(0, _build.Run().Code);
        Assert.Contains("STATIC=/srv/shop/public/assets", _build.Calls, StringComparison.Ordinal);
    }

    internal static void Scan(ScriptFixture build, string answer) =>
        build.Answer("aws-ecr-describe-image-scan-findings", $"echo '{answer}'");
}
