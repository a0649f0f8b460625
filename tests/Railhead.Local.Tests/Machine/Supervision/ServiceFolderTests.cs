namespace Railhead.Local.Tests;

public sealed class ServiceFolderTests
{
    static readonly Layout Layout = new("/home of/r", "shop", "local", "/run/railhead-0/12345678");
    static readonly Account Control = new("root", 0, 0);

    [Fact]
    public void A_services_files_say_how_it_is_run_stopped_and_logged()
    {
        var definition = new ServiceDefinition("app-a1", ["/bin/sh", "-c", "exec ./shop serve"])
        {
            WorkingDirectory = "/home of/r/apps/shop/local/tasks/a1/release",
            RunAs = new Account("rh-shop-local", 997, 996),
            EnvironmentFile = Layout.RunTasks + "/a1.env",
            TemporaryFolder = "/home of/r/apps/shop/local/tasks/a1/tmp",
            Environment = new Dictionary<string, string> { ["PORT"] = "20001", ["GREETING"] = "it's me" },
            Prepare = ["echo prepared"],
            SignalsGroup = true,
            LeftoverTimeout = TimeSpan.FromSeconds(2),
            StopTimeout = TimeSpan.FromSeconds(10),
        };
        var files = ServiceFolder.Files(definition, Layout, Control).ToDictionary(f => f.Path);
        Assert.Equal(
            """
            #!/bin/sh
            exec 0</dev/null 1<>log.fifo 2>&1
            umask 022
            . ./service.sh
            begin TERM 20 30
            wait_for /run/railhead-0/12345678/tasks/a1.env
            empty '/home of/r/apps/shop/local/tasks/a1/tmp'
            export GREETING='it'\''s me'
            export HOME='/home of/r/apps/shop/local/tasks/a1/release'
            export LOGNAME=rh-shop-local
            export PORT=20001
            export USER=rh-shop-local
            export RAILHEAD_SERVICE='/home of/r/apps/shop/local/services/app-a1'
            echo prepared
            exec 3</run/railhead-0/12345678/tasks/a1.env
            started
            cd '/home of/r/apps/shop/local/tasks/a1/release' || exit 1
            exec setpriv '--reuid=997' '--regid=996' --clear-groups -- /bin/sh -c 'eval "$(cat <&3)"; exec 3<&-; exec "$@"' sh /bin/sh -c 'exec ./shop serve'

            """,
            files["run"].Text
        );
        Assert.Equal(
            """
            #!/bin/sh
            . ./service.sh
            ended "$1" "$2"
            empty '/home of/r/apps/shop/local/tasks/a1/tmp'

            """,
            files["finish"].Text
        );
        Assert.Equal(
            """
            #!/bin/sh
            . ../service.sh
            end_group KILL 0
            record_group
            exec 0<>../log.fifo
            umask 027
            mkdir -p '/home of/r/apps/shop/local/logs/app-a1'
            export TZ=UTC
            exec s6-log -b -l 65536 T n20 s1000000 '/home of/r/apps/shop/local/logs/app-a1'

            """,
            files["log/run"].Text
        );
        Assert.Equal("TERM\n", files["down-signal"].Text);
        Assert.Equal("10000\n", files["timeout-kill"].Text);
        Assert.Contains("signal-group", files.Keys);
        Assert.All(["run", "finish", "log/run"], f => Assert.True(files[f].Mode.HasFlag(UnixFileMode.UserExecute)));
    }

    [Fact]
    public void Who_runs_as_the_control_planes_user_changes_no_user_and_keeps_its_home()
    {
        var files = ServiceFolder.Files(new ServiceDefinition("x", ["sleep", "1"]) { RunAs = new Account("me", 0, 0) }, Layout, Control);
        var run = files.Single(f => f.Path == "run").Text;
        Assert.DoesNotContain("setpriv", run, StringComparison.Ordinal);
        Assert.DoesNotContain("HOME", run, StringComparison.Ordinal);
        Assert.EndsWith("exec sleep 1\n", run, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Crashes_hold_a_start_back_until_the_machine_is_booted_again(bool isBootedAgain)
    {
        using var temporary = new TemporaryFolder();
        var script = ServiceFolder
            .Files(new ServiceDefinition("app-a1", ["true"]), Layout, Control)
            .Single(file => file.Path == "service.sh");
        string In(string name) => Path.Combine(temporary.Path, name);
        var cancellation = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(In("service.sh"), script.Text, cancellation);
        await File.WriteAllTextAsync(In("crashes"), "9\n", cancellation);
        await File.WriteAllTextAsync(In("started"), "\n", cancellation);
        await File.WriteAllTextAsync(
            In("group"),
            $"999999999 1 {(isBootedAgain ? "another-boot" : ProcessTable.BootId())}\n",
            cancellation
        );

        // The longest pause is none, so that the test does not wait.
        var command = new Command("/bin/sh", "-euc", ". ./service.sh; begin TERM 0 0") { WorkingDirectory = temporary.Path };
        var result = await command.RunAsync(cancellation: cancellation);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(!isBootedAgain, result.Output.Contains("keeps ending", StringComparison.Ordinal));
        Assert.Equal(!isBootedAgain, File.Exists(In("crashes")));
        Assert.Equal(!isBootedAgain, File.Exists(In("restarts")));
        Assert.True(File.Exists(In("last-start")));
    }
}
