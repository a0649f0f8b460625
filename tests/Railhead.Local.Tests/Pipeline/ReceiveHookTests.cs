namespace Railhead.Local.Tests;

public sealed class ReceiveHookTests
{
    const string Start = "app: shop\nstart: ./shop\n";

    [Theory]
    [InlineData(null)]
    [InlineData(Start)]
    [InlineData(Start + "branch: master\n")]
    [InlineData("no: blueprint\n")]
    public void Another_branch_is_refused_with_a_push_that_works_from_any_branch(string? blueprint) =>
        Assert.Equal(
            "Only master is deployed; refs/heads/next is refused. Push it as: git push railhead HEAD:master",
            ReceiveHook.Refused("refs/heads/next", "master", blueprint, "local")
        );

    [Fact]
    public void A_commit_that_renames_the_branch_needs_an_up_first()
    {
        const string remedy = "railhead.yaml of this commit says branch: main: run railhead up first";
        Assert.EndsWith(remedy, ReceiveHook.Refused("refs/heads/main", "master", Start, "local"), StringComparison.Ordinal);
        Assert.EndsWith(
            remedy,
            ReceiveHook.Refused(
                "refs/heads/main",
                "master",
                Start + "branch: master\nenvironments: { staging: { branch: main } }\n",
                "staging"
            ),
            StringComparison.Ordinal
        );
    }
}
