using System.Diagnostics;
using Railhead.Model;

namespace Railhead.Local.Tests;

public sealed class BootUnitTests : IDisposable
{
    readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Theory]
    [InlineData("home", "railhead")]
    [InlineData("a home", "a program")]
    [InlineData("100%h", "100%n")]
    [InlineData("$HOME", "$USER ${x}")]
    [InlineData("it's", "it's")]
    [InlineData("say \"hi\" \\n", "say \"hi\" \\n")]
    [InlineData("#;=,", "-@:+!;")]
    [InlineData("grün", "grün")]
    public async Task Systemd_takes_the_unit_with_every_path(string home, string program)
    {
        RequiredTools.Need("systemd-analyze");
        var file = Path.Combine(_temporary.Path, program);
        await File.WriteAllTextAsync(file, "#!/bin/sh\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(file, FileModes.Owner);
        foreach (var isOfSystem in (bool[])[true, false])
        {
            var unit = Unit(isOfSystem) with { Home = Path.Combine(_temporary.Path, home), Program = [file] };
            var path = Path.Combine(_temporary.Path, unit.Name);
            await File.WriteAllTextAsync(path, unit.Text, TestContext.Current.CancellationToken);
            Assert.Equal("", await VerifyAsync(path, isOfSystem));
        }
    }

    [Fact]
    public async Task Systemd_says_when_the_program_is_not_there()
    {
        RequiredTools.Need("systemd-analyze");
        var unit = Unit(isOfSystem: true) with { Program = [Path.Combine(_temporary.Path, "none")] };
        var path = Path.Combine(_temporary.Path, unit.Name);
        await File.WriteAllTextAsync(path, unit.Text, TestContext.Current.CancellationToken);
        Assert.Contains("not executable", await VerifyAsync(path, isOfSystem: true), StringComparison.Ordinal);
    }

    [Fact]
    public void Stopping_the_unit_ends_no_process_and_a_start_may_fail_a_few_times()
    {
        var lines = Unit(isOfSystem: true).Text.Split('\n');
        string[] expected =
        [
            "Type=oneshot",
            "RemainAfterExit=yes",
            "KillMode=process",
            "OOMPolicy=continue",
            "TasksMax=infinity",
            "IgnoreSIGPIPE=no",
            "Restart=on-failure",
            "StartLimitBurst=5",
            "Environment=RAILHEAD_HOME=/var/lib/railhead",
            "ExecStart=/usr/lib/railhead/railhead up --all",
            "RequiresMountsFor=/var/lib/railhead /usr/lib/railhead/railhead",
            "WantedBy=multi-user.target",
        ];
        Assert.Empty(expected.Except(lines));
    }

    [Fact]
    public void A_users_unit_starts_with_the_users_manager()
    {
        var lines = Unit(isOfSystem: false).Text.Split('\n');
        Assert.Contains("WantedBy=default.target", lines);
        Assert.DoesNotContain(lines, line => line.Contains("network-online", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("systemctl --user edit", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_home_has_a_unit_of_its_own()
    {
        var one = Unit(isOfSystem: true) with { IsDefaultHome = false, Home = "/srv/one" };
        Assert.Equal("railhead.service", Unit(isOfSystem: true).Name);
        Assert.Matches("^railhead-[0-9a-f]{8}\\.service$", one.Name);
        Assert.NotEqual(one.Name, (one with { Home = "/srv/two" }).Name);
    }

    [Fact]
    public void Cron_gets_the_same_command_with_its_own_escapes()
    {
        var unit = Unit(isOfSystem: false) with { Home = "/srv/a 100%" };
        Assert.Equal(@"@reboot RAILHEAD_HOME='/srv/a 100\%' /usr/lib/railhead/railhead up --all", unit.CrontabLine);
    }

    [Fact]
    public void A_path_that_no_unit_can_hold_is_refused()
    {
        var problem = Assert.Throws<RailheadException>(() => (Unit(isOfSystem: true) with { Home = "/srv/a\nb" }).Text);
        Assert.Equal("RH3194", problem.Code);
    }

    internal static BootUnit Unit(bool isOfSystem) =>
        new()
        {
            Home = "/var/lib/railhead",
            IsDefaultHome = true,
            Program = ["/usr/lib/railhead/railhead"],
            Environment = new Dictionary<string, string>(),
            IsOfSystem = isOfSystem,
        };

    static async Task<string> VerifyAsync(string path, bool isOfSystem)
    {
        string[] words = [.. isOfSystem ? (string[])[] : ["--user"], "verify", "--man=no", path];
        using var verify = Process.Start(
            new ProcessStartInfo("systemd-analyze", words) { RedirectStandardError = true, RedirectStandardOutput = true }
        )!;
        var said = await verify.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await verify.WaitForExitAsync(TestContext.Current.CancellationToken);
        // Units of the machine itself may have faults of their own.
        return string.Join('\n', said.Split('\n').Where(line => line.Contains("railhead", StringComparison.Ordinal)));
    }
}
