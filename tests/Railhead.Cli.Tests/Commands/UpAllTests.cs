using System.Net;
using System.Net.Sockets;
using Railhead.Local;

namespace Railhead.Cli.Tests;

public sealed class UpAllTests : IDisposable
{
    readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("{\"app\":\"blog\"}")]
    [InlineData("{\"formatVersion\":99")]
    public async Task A_damaged_record_of_one_environment_holds_no_other(string text)
    {
        RequiredTools.Need("haproxy", "nginx", "s6-svscan", "git");
        var damaged = _run.Environment("blog");
        var file = EnvironmentRecord.FileOf(AppLocator.LayoutOf(_run.Home, damaged).Root);
        await File.WriteAllTextAsync(file, text, Eventually.Cancellation);
        // Its turn comes, and then it fails at its port.
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var other = _run.Environment("shop") with { Wanted = true, HttpPort = port };
        other.Write(AppLocator.LayoutOf(_run.Home, other).Root);

        var lines = Json.Lines((await _run.RunAsync("up", "--all", "--json")).FailedWith(ExitCode.Failed).Output).ToList();

        Assert.Equal(["blog", "shop"], lines.SkipLast(1).Select(line => line.Text("app")));
        Assert.Contains("environment.json", lines[0].Text("error"), StringComparison.Ordinal);
        Assert.Contains($"{port} is in use", lines[1].Text("error"), StringComparison.Ordinal);
        Assert.Equal("2 of 2 environments failed.", lines[^1].Text("error"));
    }
}
