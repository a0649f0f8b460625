namespace Railhead.Cli.Tests;

public class SecretsCommandTests
{
    [Fact]
    public void What_makes_a_new_value_count_depends_on_whether_tasks_run()
    {
        Assert.EndsWith("railhead deploy --force", SecretsCommand.Next(runs: true, "local"), StringComparison.Ordinal);
        Assert.EndsWith("railhead up", SecretsCommand.Next(runs: false, "local"), StringComparison.Ordinal);
        Assert.EndsWith("railhead up --env staging", SecretsCommand.Next(runs: false, "staging"), StringComparison.Ordinal);
    }
}
