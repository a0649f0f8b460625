namespace Railhead.Local.Tests;

public sealed class OrdinaryUserTests
{
    [Fact]
    public async Task All_of_this_works_for_a_user_without_privileges()
    {
        // The other tests are that already when an ordinary user runs them.
        if (!MachineFixture.IsRoot)
        {
            return;
        }

        var program = Environment.ProcessPath!;
        Assert.SkipUnless(MachinePaths.BlockingFolder(program) is null, $"other users cannot enter {MachinePaths.BlockingFolder(program)}");
        var nobody = new Account("throwaway", 61007, 61007);
        var lines = new List<string>();
        var result = await new Command(
            program,
            "-noColor",
            "-class",
            typeof(SupervisorTests).FullName!,
            "-class",
            typeof(SupervisorFaultTests).FullName!,
            "-class",
            typeof(LoadBalancerServiceTests).FullName!,
            "-class",
            typeof(MachinePathsTests).FullName!,
            "-class",
            typeof(AccountsTests).FullName!
        )
        {
            RunAs = nobody,
            Environment = new Dictionary<string, string>
            {
                ["PATH"] = "/usr/bin:/bin",
                ["HOME"] = "/nonexistent",
                ["DOTNET_CLI_HOME"] = "/tmp",
            },
        }.RunAsync(lines.Add, cancellation: MachineFixture.Cancellation);
        Assert.True(result.Succeeded, string.Join('\n', lines));
    }
}
