namespace Railhead.Cli.Tests;

public class SecretsSetCommandTests
{
    [Fact]
    public void What_makes_a_new_value_count_depends_on_whether_tasks_run()
    {
        Assert.EndsWith("railhead deploy --force", SecretsSetCommand.Next(runs: true, "local"), StringComparison.Ordinal);
        Assert.EndsWith("railhead up", SecretsSetCommand.Next(runs: false, "local"), StringComparison.Ordinal);
        Assert.EndsWith("railhead up --env staging", SecretsSetCommand.Next(runs: false, "staging"), StringComparison.Ordinal);
    }
}
