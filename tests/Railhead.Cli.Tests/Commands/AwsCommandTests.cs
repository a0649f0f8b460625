using System.Text.Json;
using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli.Tests;

/// <summary>The commands for AWS as far as they need neither Terraform nor an account, and what they print.</summary>
public sealed class AwsCommandTests : IDisposable
{
    const string Blueprint = """
        app: shop
        start: ./shop
        repository: OWNER/shop
        secrets: [API_KEY]
        alarms: { email: [ops@example.org] }
        """;

    readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("plan")]
    [InlineData("apply")]
    [InlineData("destroy")]
    [InlineData("outputs")]
    public async Task Before_synth_there_is_nothing_to_work_on(string command)
    {
        _run.App("shop");
        var finished = (await _run.RunAsync(command, "shop", "--env", "staging")).FailedWith(ExitCode.Failed);
        Assert.Equal("", finished.Output);
        Assert.EndsWith("  Write it: railhead synth --env staging\n", finished.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bootstrap", true)]
    [InlineData("plan", false)]
    [InlineData("apply", true)]
    [InlineData("destroy", true)]
    [InlineData("outputs", false)]
    public async Task Without_Terraform_each_command_says_so(string command, bool isLong)
    {
        _run.App("shop");
        (await _run.RunAsync("synth", "shop", "--env", "staging")).Succeeded();
        var json = (await _run.RunAsync(command, "shop", "--env", "staging", "--json")).FailedWith(ExitCode.Failed).Output;
        Assert.Contains("RH5000", json, StringComparison.Ordinal);
        Assert.Equal(isLong, json.Contains("\"event\":\"result\"", StringComparison.Ordinal));
    }

    /// <summary>What synth refuses, nothing else makes; what exists can still be listed and deleted.</summary>
    [Theory]
    [InlineData("database: { version: 13 }\n", "RH1406")]
    [InlineData("domain: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.aaaaaaa.example\n", "RH1503")]
    [InlineData("env: { NOISE }\n", "RH1505")]
    public async Task Plan_apply_and_bootstrap_refuse_what_synth_refuses(string lines, string code)
    {
        var noise = string.Join(", ", Enumerable.Range(0, 12).Select(i => $"V{i}: {Noise(i)}"));
        var folder = _run.App("shop");
        (await _run.RunAsync("synth", "shop", "--env", "staging")).Succeeded();
        await File.AppendAllTextAsync(
            Path.Combine(folder, BlueprintFile.Name),
            lines.Replace("NOISE", noise, StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        foreach (var command in (string[])["synth", "plan", "apply", "bootstrap"])
        {
            var refused = (await _run.RunAsync(command, "shop", "--env", "staging")).FailedWith(ExitCode.Usage);
            Assert.Contains($": error {code}: ", refused.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("RH5000", refused.Error, StringComparison.Ordinal);
        }

        foreach (var command in (string[])["outputs", "destroy"])
        {
            var asked = (await _run.RunAsync(command, "shop", "--env", "staging", "--json")).FailedWith(ExitCode.Failed);
            Assert.Contains("RH5000", asked.Output, StringComparison.Ordinal);
        }

        static string Noise(int seed) =>
            string.Concat(
                Enumerable
                    .Range(0, 16)
                    .Select(i => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData([(byte)seed, (byte)i])))
            );
    }

    [Fact]
    public async Task The_second_environment_of_a_domain_gets_no_Terraform()
    {
        var folder = _run.App("shop");
        await File.AppendAllTextAsync(
            Path.Combine(folder, BlueprintFile.Name),
            "domain: a.example\n",
            TestContext.Current.CancellationToken
        );
        (await _run.RunAsync("synth", "shop", "--env", "staging")).Succeeded();
        (await _run.RunAsync("synth", "shop", "--env", "staging")).Succeeded();
        var refused = (await _run.RunAsync("synth", "shop", "--env", "production")).FailedWith(ExitCode.Usage);
        Assert.Contains(
            ": error RH1504: the environments staging and production have the same domain",
            refused.Error,
            StringComparison.Ordinal
        );
        Assert.False(Directory.Exists(Path.Combine(folder, "infrastructure/production")));
    }

    [Fact]
    public void A_person_is_told_each_step_that_only_they_can_do()
    {
        var steps = NextSteps.Of(
            Architecture(),
            [
                Change("aws_sns_topic_subscription.alarms", "aws_sns_topic_subscription", PlannedAction.Create),
                Change("aws_secretsmanager_secret.app[\"API_KEY\"]", "aws_secretsmanager_secret", PlannedAction.Create),
                Change("aws_ssm_parameter.task", "aws_ssm_parameter", PlannedAction.Update),
            ],
            Outputs("""{"github_connection_url":"https://x","repository":"OWNER/shop"}"""),
            "PENDING"
        );
        Assert.Collection(
            steps,
            step => Assert.Equal("Confirm the connection with GitHub, once: https://x", step),
            step => Assert.StartsWith("Set repository: OWNER/NAME in railhead.yaml", step, StringComparison.Ordinal),
            step => Assert.Equal("Each recipient must confirm the subscription e-mail from AWS: ops@example.org", step),
            step => Assert.Matches("^Set the secret: aws secretsmanager put-secret-value --secret-id .*API_KEY", step),
            step => Assert.StartsWith("The new task definition takes effect with the next release", step, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Nothing_remains_where_nothing_was_created() =>
        Assert.Empty(
            NextSteps.Of(
                Architecture(),
                [Change("aws_vpc.main", "aws_vpc", PlannedAction.Update)],
                Outputs("""{"github_connection_url":"https://x","repository":"me/shop","url":null}"""),
                "AVAILABLE"
            )
        );

    [Fact]
    public void A_plan_counts_what_is_new_and_names_what_changes_with_its_risk()
    {
        var lines = PlanText.Lines(
            "shop",
            [new SynthFile("network.tf", "resource \"aws_vpc\" \"main\" {}\nresource \"aws_subnet\" \"a\" {}\n")],
            [
                Change("aws_vpc.main", "aws_vpc", PlannedAction.Create),
                Change("aws_subnet.a[\"x\"]", "aws_subnet", PlannedAction.Create),
                Change("aws_s3_bucket.mine", "aws_s3_bucket", PlannedAction.Create),
                new PlannedChange(
                    "aws_db_instance.main",
                    "aws_db_instance",
                    PlannedAction.Replace,
                    [new AttributeChange("engine", "15", "16", true), new AttributeChange("tags", null, null, false)],
                    "The database is down."
                ),
            ]
        );
        Assert.Equal(
            [
                "shop",
                "  create      2  network",
                "  create      1  yours",
                "  replace  aws_db_instance.main",
                "             engine  15 → 16  (forces the replacement)",
                "             tags    changes",
                "           ! The database is down.",
                "  3 to create, 0 to change, 1 to replace, 0 to delete",
            ],
            lines
        );
        Assert.Equal(["shop", "  Nothing to change."], PlanText.Lines("shop", [], []));
    }

    [Theory]
    [InlineData(20, 22)]
    [InlineData(21, 3)]
    public void Where_all_is_deleted_a_plan_counts_it(int deleted, int lines) =>
        Assert.Equal(
            lines,
            PlanText
                .Lines("shop", [], [.. Enumerable.Range(0, deleted).Select(i => Change($"aws_vpc.v{i}", "aws_vpc", PlannedAction.Delete))])
                .Count()
        );

    [Fact]
    public void Each_resource_is_a_line_when_it_is_done_and_one_that_takes_minutes_is_mentioned()
    {
        var progress = new TerraformProgress(_run.Invocation("apply", "--color", "never"), 3);
        progress.Show(new TerraformEvent(TerraformEventKind.Started, "aws_vpc.main", "create", 0, null));
        progress.Show(new TerraformEvent(TerraformEventKind.Working, "aws_vpc.main", "create", 30, null));
        progress.Show(new TerraformEvent(TerraformEventKind.Working, "aws_vpc.main", "create", 60, null));
        progress.Show(new TerraformEvent(TerraformEventKind.Working, "aws_vpc.main", "create", 70, null));
        progress.Show(new TerraformEvent(TerraformEventKind.Completed, "aws_vpc.main", "create", 75.4, null));
        progress.Show(new TerraformEvent(TerraformEventKind.Failed, "aws_eip.a", "create", 0, null));
        progress.Show(new TerraformEvent(TerraformEventKind.Warning, null, null, 0, "Deprecated"));
        progress.Show(new TerraformEvent(TerraformEventKind.Error, null, null, 0, "Refused"));
        Assert.Equal(
            "  … aws_vpc.main is being created, 60 s\n  ✓ aws_vpc.main created  75 s\n  ✗ aws_eip.a\nwarning: Deprecated\n",
            _run.Error
        );
        Assert.Equal("", _run.Out);
    }

    [Fact]
    public void A_terminal_shows_the_resource_that_takes_longest_in_its_width()
    {
        (_run.IsTerminal, _run.Width) = (true, 40);
        var progress = new TerraformProgress(_run.Invocation("apply", "--color", "never"), 3);
        progress.Show(new TerraformEvent(TerraformEventKind.Started, "aws_vpc.main", "create", 5, null));
        progress.Show(new TerraformEvent(TerraformEventKind.Working, "aws_db_instance.a_very_long_name", "create", 9, null));
        progress.Show(new TerraformEvent(TerraformEventKind.Completed, "aws_vpc.main", "create", 0, null));
        Assert.Equal(
            [
                "",
                "\e[K  … 0/3  aws_vpc.main 5 s",
                "\e[K  … 0/3  aws_db_instanc 9 s, and 1 more",
                "\e[K  ✓ aws_vpc.main created\n",
                "\e[K  … 1/3  aws_db_instance.a_very_lon 9 s",
            ],
            _run.Error.Split('\r')
        );
    }

    [Fact]
    public void With_json_each_event_is_a_line_on_standard_output()
    {
        var progress = new TerraformProgress(_run.Invocation("apply", "--json"), 1);
        progress.Show(new TerraformEvent(TerraformEventKind.Completed, "aws_vpc.main", "create", 2, null));
        progress.Show(new TerraformEvent(TerraformEventKind.Error, "aws_vpc.main", null, 0, "Refused"));
        var lines = Json.Lines(_run.Out);
        Assert.Equal(("resource", "succeeded", "2"), (lines[0].Text("event"), lines[0].Text("status"), lines[0].Text("seconds")));
        Assert.Equal(("message", "error", "Refused"), (lines[1].Text("event"), lines[1].Text("severity"), lines[1].Text("message")));
        Assert.Equal("", _run.Error);
    }

    static Architecture Architecture() =>
        ArchitectureCompiler.Compile(BlueprintFile.Parse(Blueprint, BlueprintFile.Name, "staging").Blueprint!, "staging");

    static PlannedChange Change(string address, string type, PlannedAction action) => new(address, type, action, [], null);

    static Dictionary<string, JsonElement?> Outputs(string json) =>
        Json.Read(json).EnumerateObject().ToDictionary(output => output.Name, output => (JsonElement?)output.Value);
}
