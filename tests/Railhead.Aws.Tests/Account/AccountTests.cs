namespace Railhead.Aws.Tests;

public sealed class AccountTests
{
    [Fact]
    public void The_accounts_folder_is_as_reviewed() => Golden.CheckFolder("account", Blueprints.Texts(Synth.Account("eu-west-1")));
}
