using Railhead.Model;

namespace Railhead.Cli.Tests;

/// <summary>check, show, schema and synth: commands that only read the app's folder.</summary>
public sealed class BlueprintCommandTests : IDisposable
{
    const string Broken = "app: shop\nstart: ./shop\nhelth: /up\n";

    readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("check")]
    [InlineData("show")]
    [InlineData("synth")]
    [InlineData("up")]
    [InlineData("plan")]
    [InlineData("bootstrap")]
    public async Task Without_a_blueprint_a_command_says_where_it_looked(string command)
    {
        var here = (await _run.RunAsync(command)).FailedWith(ExitCode.Usage);
        Assert.Equal("railhead: There is no railhead.yaml in this folder or above it.", here.Error.Split('\n')[0]);
        Assert.Equal("", here.Output);

        Directory.CreateDirectory(Path.Combine(_run.Folder, "empty"));
        var empty = (await _run.RunAsync(command, "empty", "--json")).FailedWith(ExitCode.Usage);
        Assert.Contains("RH1000", empty.Output, StringComparison.Ordinal);
        Assert.Equal("", empty.Error);

        var missing = (await _run.RunAsync(command, "--app", "nowhere")).FailedWith(ExitCode.Usage);
        Assert.Contains($"The folder {_run.Folder}/nowhere does not exist.", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_found_upwards_from_where_the_command_runs()
    {
        File.WriteAllText(Path.Combine(_run.Folder, "..", BlueprintFile.Name), "app: shop\nstart: ./shop\n");
        var finished = (await _run.RunAsync("check")).Succeeded();
        Assert.Equal("", finished.Output);
        Assert.Contains("../railhead.yaml is fine.", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blueprint_with_the_other_ending_is_named_instead_of_the_one_above()
    {
        File.WriteAllText(Path.Combine(_run.Folder, "..", BlueprintFile.Name), "app: shop\nstart: ./shop\n");
        File.WriteAllText(Path.Combine(_run.Folder, "railhead.yml"), "app: other\nstart: ./other\n");
        var finished = (await _run.RunAsync("check")).FailedWith(ExitCode.Usage);
        Assert.Contains("has a file railhead.yml; Railhead reads railhead.yaml.", finished.Error, StringComparison.Ordinal);
        Assert.Contains("mv railhead.yml railhead.yaml", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_found_with_their_place()
    {
        _run.App("shop", "");
        File.WriteAllBytes(Path.Combine(_run.Folder, "shop", BlueprintFile.Name), [.. "app: shop\nstart: ./caf"u8, 0xE9, (byte)'\n']);
        var finished = (await _run.RunAsync("check", "shop")).FailedWith(ExitCode.Usage);
        Assert.StartsWith("railhead.yaml:2:13: error RH1032:", finished.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_prints_each_finding_and_exits_with_2_for_an_error()
    {
        _run.App("shop", Broken);
        var words = (await _run.RunAsync("check", "shop")).FailedWith(ExitCode.Usage);
        Assert.StartsWith("railhead.yaml:3:1: error RH1002:", words.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("is fine", words.Error, StringComparison.Ordinal);

        var json = Json.Read((await _run.RunAsync("check", "shop", "--json")).FailedWith(ExitCode.Usage).Output);
        var finding = Assert.Single(json.GetProperty("findings").EnumerateArray());
        Assert.Equal("RH1002", finding.Text("code"));
        Assert.Equal("3", finding.Text("line"));
    }

    [Fact]
    public async Task Show_prints_each_value_with_its_source()
    {
        _run.App("shop", "app: shop\nstart: ./shop\nservice: { desired: 3 }\n");
        var words = (await _run.RunAsync("show", "shop")).Succeeded();
        Assert.Matches(@"(?m)^  service\.desired +3 +railhead\.yaml:3$", words.Output);
        Assert.Matches(@"(?m)^  zones +2 +default$", words.Output);
        Assert.Matches(@"(?m)^  health\.path +/up +default$", words.Output);

        var json = Json.Read((await _run.RunAsync("show", "shop", "--json")).Succeeded().Output);
        Assert.Equal("3", json.GetProperty("architecture").GetProperty("services").Text("desired"));
        Assert.Equal("railhead.yaml:3", json.GetProperty("from").Text("service.desired"));
    }

    [Fact]
    public async Task A_blueprint_with_errors_stops_what_needs_an_architecture()
    {
        _run.App("shop", Broken);
        foreach (var command in (string[])["show", "synth", "plan", "up"])
        {
            var words = (await _run.RunAsync(command, "shop")).FailedWith(ExitCode.Usage);
            Assert.Equal("", words.Output);
            Assert.StartsWith("railhead.yaml:3:1: error RH1002:", words.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Up_ends_its_lines_with_a_result_also_for_a_bad_blueprint()
    {
        _run.App("shop", Broken);
        var lines = Json.Lines((await _run.RunAsync("up", "shop", "--json")).FailedWith(ExitCode.Usage).Output);
        Assert.Equal(2, lines.Count);
        Assert.Equal("RH1002", lines[0].GetProperty("error").Text("code"));
        Assert.Equal("failed", lines[1].Text("status"));
    }

    [Fact]
    public async Task The_schema_is_one_document()
    {
        var schema = (await _run.RunAsync("schema")).Succeeded();
        Assert.Contains("2020-12", Json.Read(schema.Output).Text("$schema"), StringComparison.Ordinal);
        Assert.Equal("", schema.Error);
        Assert.Equal(schema.Output, (await _run.RunAsync("schema", "--json")).Output);
    }

    [Fact]
    public async Task Synth_writes_the_folder_once_and_leaves_what_a_person_edited()
    {
        var folder = Path.Combine(_run.App("shop"), "infrastructure", "staging");
        var first = (await _run.RunAsync("synth", "shop", "--env", "staging")).Succeeded();
        Assert.Equal("", first.Output);
        Assert.Contains("  wrote    network.tf\n", first.Error, StringComparison.Ordinal);
        Assert.EndsWith("infrastructure/staging is written; commit it.\n", first.Error, StringComparison.Ordinal);
        var second = (await _run.RunAsync("synth", "shop", "--env", "staging")).Succeeded();
        Assert.Equal("infrastructure/staging is up to date.\n", second.Error);

        File.AppendAllText(Path.Combine(folder, "network.tf"), "# mine\n");
        File.Delete(Path.Combine(folder, "outputs.tf"));
        var json = Json.Read((await _run.RunAsync("synth", "shop", "--env", "staging", "--json")).Succeeded().Output);
        Assert.Equal(folder, json.Text("folder"));
        Assert.Equal("network.tf", Assert.Single(json.GetProperty("kept").EnumerateArray()).GetString());
        Assert.Equal("outputs.tf", Assert.Single(json.GetProperty("written").EnumerateArray()).GetString());
    }
}
