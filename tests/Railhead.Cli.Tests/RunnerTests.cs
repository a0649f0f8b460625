using System.Text.Json;
using Railhead.Model;

namespace Railhead.Cli.Tests;

public class RunnerTests
{
    [Fact]
    public async Task Errors_are_one_document_under_json()
    {
        var (call, written) = Call(isLong: false);
        Assert.Equal(
            ExitCode.Failed,
            await Runner.RunAsync(call, _ => throw new RailheadException("RH3030", "There is no release 9.", "Kept are: 1."))
        );
        using var json = JsonDocument.Parse(written.ToString());
        var error = json.RootElement.GetProperty("error");
        Assert.Equal(["code", "message", "file", "line", "column", "hint"], error.EnumerateObject().Select(field => field.Name));
        Assert.Equal("RH3030", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_long_commands_last_line_is_a_result_also_when_it_fails()
    {
        var (call, written) = Call(isLong: true);
        var findings = BlueprintFile.Parse("app: x\nstart: ./x\nhelth: /up\n", "railhead.yaml", "local").Findings;
        Assert.Equal(ExitCode.Usage, await Runner.RunAsync(call, _ => throw new BlueprintException(findings)));

        var lines = written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        using var error = JsonDocument.Parse(lines[0]);
        Assert.Equal(3, error.RootElement.GetProperty("error").GetProperty("line").GetInt32());
        using var result = JsonDocument.Parse(lines[1]);
        Assert.Equal("result", result.RootElement.GetProperty("event").GetString());
        Assert.Equal("failed", result.RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_interrupted_command_exits_with_130()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var (call, _) = Call(isLong: true);
        Assert.Equal(
            ExitCode.Interrupted,
            await Runner.RunAsync(call with { Cancellation = source.Token }, one => Task.FromCanceled<int>(one.Cancellation))
        );
    }

    static (Invocation Call, StringWriter Out) Call(bool isLong)
    {
        var written = new StringWriter { NewLine = "\n" };
        return (
            new Invocation
            {
                Out = written,
                Error = TextWriter.Null,
                Json = true,
                Yes = false,
                IsTerminal = false,
                HasColor = false,
                IsLong = isLong,
                Folder = null,
                Environment = "local",
                Time = TimeProvider.System,
                Cancellation = CancellationToken.None,
            },
            written
        );
    }
}
