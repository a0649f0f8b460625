namespace Railhead.Local.Tests;

/// <summary>Programs that Railhead runs.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task A_program_that_ends_without_reading_its_input_has_its_own_exit_code()
    {
        var command = new Command("/bin/sh", "-c", "exit 7") { Input = "unread" };
        // The write begins when nobody can read any more.
        var result = await command.RunAsync(
            onStarted: pid => SpinWait.SpinUntil(() => ProcessTable.Find(pid) is null or { IsZombie: true }, TimeSpan.FromSeconds(30)),
            cancellation: TestContext.Current.CancellationToken
        );
        Assert.Equal(7, result.ExitCode);
    }

    [Fact]
    public async Task A_program_reads_its_input_to_the_end()
    {
        var text = new string('x', 1_000_000);
        var result = await new Command("/usr/bin/wc", "-c") { Input = text }.RunAsync(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal("1000000", result.Output.Trim());
    }
}
