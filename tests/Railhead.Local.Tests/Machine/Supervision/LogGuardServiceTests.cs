using System.Globalization;

namespace Railhead.Local.Tests;

public sealed class LogGuardServiceTests
{
    static CancellationToken Cancellation => MachineFixture.Cancellation;

    [Fact]
    public async Task A_full_disk_costs_log_lines_and_never_stops_the_app()
    {
        Assert.SkipUnless(MachineFixture.IsRoot, "only root can mount a small disk");
        await using var machine = await MachineFixture.StartAsync();
        var logs = machine.Layout.Logs;
        var mounted = await new Command("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", logs).RunAsync(cancellation: Cancellation);
        Assert.SkipUnless(mounted.Succeeded, $"no permission to mount: {mounted.Error}");
        try
        {
            var counter = Path.Combine(machine.Layout.Run, "count");
            var app = new ServiceDefinition(
                "web",
                ["/bin/sh", "-c", "n=0; while :; do n=$((n+1)); printf '%01000d\\n' $n; echo $n >\"$0\"; done", counter]
            );
            await File.WriteAllBytesAsync(Path.Combine(logs, "filler"), new byte[24 * 1024 * 1024 - 65536], Cancellation);
            await machine.InstallUpAsync(app);
            // Without the guard it is stuck as soon as the FIFO's 64 KB are full; with it, it goes on far beyond what all buffers hold.
            await machine.InstallUpAsync(LogGuardService.Definition(machine.Layout));
            await Eventually.IsAsync(() => Count(counter), n => n > 5000, "the app goes on");

            File.Delete(Path.Combine(logs, "filler"));
            await machine.LoggedAsync(LogGuardService.Name, "bytes of logs were thrown away");
            var last = Count(counter);
            await Eventually.IsAsync(() => LastLogged(machine.Log("web")), n => n > last, "new lines are logged again");
        }
        finally
        {
            await machine.Supervisor.ShutdownAsync([], cancellation: CancellationToken.None);
            await new Command("umount", logs).RunAsync(cancellation: CancellationToken.None);
        }
    }

    // The app writes faster than anybody reads: a single line is gone with the next rotation.
    static int LastLogged(string log) =>
        log.Split('\n')
            .Select(line => line.Split("  "))
            .Where(parts => parts is [_, { Length: 1000 }])
            .Select(parts => int.Parse(parts[1], CultureInfo.InvariantCulture))
            .LastOrDefault();

    static int Count(string file) => File.Exists(file) && int.TryParse(File.ReadAllText(file), out var count) ? count : 0;
}
