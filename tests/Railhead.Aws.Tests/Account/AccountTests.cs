namespace Railhead.Aws.Tests;

public sealed class AccountTests
{
    [Fact]
    public void The_accounts_folder_is_as_reviewed() => Golden.Check("account", Synth.Account("eu-west-1"));
}
