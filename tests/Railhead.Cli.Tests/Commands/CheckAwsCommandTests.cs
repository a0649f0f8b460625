using System.Text.Json;

namespace Railhead.Cli.Tests;

/// <summary><c>railhead check --aws</c> on a plan of any Terraform.</summary>
public sealed class CheckAwsCommandTests : IDisposable
{
    const string Plan = """
        {
          "planned_values": { "root_module": { "resources": [
            { "address": "aws_db_instance.main", "mode": "managed", "type": "aws_db_instance", "name": "main",
              "values": { "engine": "postgres", "publicly_accessible": true, "storage_encrypted": true, "multi_az": false } }
          ] } },
          "configuration": { "root_module": { "resources": [
            { "address": "aws_db_instance.main", "type": "aws_db_instance", "name": "main", "expressions": {} } ] } }
        }
        """;

    const string ModulePlan = """
        {
          "planned_values": { "root_module": { "child_modules": [ { "address": "module.data", "resources": [
            { "address": "module.data.aws_db_instance.main", "mode": "managed", "type": "aws_db_instance", "name": "main",
              "values": { "publicly_accessible": true, "storage_encrypted": true } } ] } ] } },
          "configuration": { "root_module": { "module_calls": { "data": { "source": "./modules/db", "module": { "resources": [
            { "address": "aws_db_instance.main", "type": "aws_db_instance", "name": "main", "expressions": {} } ] } } } } }
        }
        """;

    readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    void Write(string file, string text) => File.WriteAllText(Path.Combine(_run.Folder, file), text);

    static string[] Rules(string output)
    {
        using var document = JsonDocument.Parse(output);
        return
        [
            .. document.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("rule").GetString()!),
        ];
    }

    [Fact]
    public async Task An_error_in_a_plan_is_exit_code_2_with_the_place_of_the_resource()
    {
        Write("plan.json", Plan);
        Write("main.tf", "\nresource \"aws_db_instance\" \"main\" {\n}\n");
        var finished = (await _run.RunAsync("check", "--aws", "plan.json")).FailedWith(ExitCode.Usage);
        Assert.Contains(
            "main.tf:2:1: error RH6040: aws_db_instance.main: the database has a public address.",
            finished.Output,
            StringComparison.Ordinal
        );

        var json = (await _run.RunAsync("check", "--aws", "plan.json", "--json")).FailedWith(ExitCode.Usage);
        using var document = JsonDocument.Parse(json.Output);
        var finding = document
            .RootElement.GetProperty("findings")
            .EnumerateArray()
            .First(entry => entry.GetProperty("rule").GetString() == "database-is-private");
        Assert.Equal("RH6040", finding.GetProperty("code").GetString());
        Assert.Equal("error", finding.GetProperty("severity").GetString());
        Assert.Equal("aws_db_instance.main", finding.GetProperty("resource").GetString());
        Assert.Equal("main.tf", finding.GetProperty("file").GetString());
        Assert.Equal(2, finding.GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task A_resource_of_a_local_module_is_found_in_the_modules_folder()
    {
        Write("plan.json", ModulePlan);
        Directory.CreateDirectory(Path.Combine(_run.Folder, "modules", "db"));
        Write("modules/db/main.tf", "resource \"aws_db_instance\" \"main\" {\n}\n");
        var finished = (await _run.RunAsync("check", "--aws", "plan.json")).FailedWith(ExitCode.Usage);
        Assert.Contains(
            "modules/db/main.tf:1:1: error RH6040: module.data.aws_db_instance.main:",
            finished.Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_plan_without_errors_is_exit_code_0_and_its_warnings_are_shown()
    {
        Write("plan.json", Plan.Replace("\"publicly_accessible\": true", "\"backup_retention_period\": 7", StringComparison.Ordinal));
        var finished = (await _run.RunAsync("check", "--aws", "plan.json")).Succeeded();
        Assert.Contains("plan.json:1:1: warning RH6070", finished.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blueprint_says_which_rules_count_and_which_do_not_hold_on_purpose()
    {
        Write("plan.json", Plan);
        Assert.Contains("database-has-a-standby", Rules((await _run.RunAsync("check", "--aws", "plan.json", "--json")).Output));

        Write("railhead.yaml", "app: shop\nstart: ./shop\nexceptions: { database-is-private: a honeypot, no-such-rule: why }\n");
        var staging = await _run.RunAsync("check", "--aws", "plan.json", "--json", "--env", "staging");
        Assert.DoesNotContain("database-has-a-standby", Rules(staging.Output));
        Assert.DoesNotContain("database-is-private", Rules(staging.Output));
        Assert.Contains("there is no rule no-such-rule", staging.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_are_also_written_as_SARIF()
    {
        Write("plan.json", Plan);
        (await _run.RunAsync("check", "--aws", "plan.json", "--sarif", "out.sarif")).FailedWith(ExitCode.Usage);
        using var sarif = JsonDocument.Parse(File.ReadAllText(Path.Combine(_run.Folder, "out.sarif")));
        Assert.Equal(
            "railhead",
            sarif.RootElement.GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("name").GetString()
        );
    }

    [Theory]
    [InlineData("RH2033", "check", "--aws", "missing.json")]
    [InlineData("RH2035", "check", "--sarif", "out.sarif")]
    public async Task A_mistake_in_the_words_is_wrong_usage(string code, params string[] words) =>
        Assert.Contains(code, (await _run.RunAsync([.. words, "--json"])).FailedWith(ExitCode.Usage).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Another_file_than_a_plan_is_an_error()
    {
        Write("plan.json", "[]");
        Assert.Contains("RH5070", (await _run.RunAsync("check", "--aws", "plan.json", "--json")).Output, StringComparison.Ordinal);
    }
}
