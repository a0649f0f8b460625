namespace Railhead.Local.Tests;

public sealed class PushDeploymentTests
{
    const string Path = "/a path/repository";
    const string Start = "app: shop\nstart: ./shop\n";

    [Theory]
    [InlineData(null)]
    [InlineData(Start)]
    [InlineData(Start + "branch: master\n")]
    [InlineData("no: blueprint\n")]
    public void Another_branch_is_refused_with_a_push_that_works_from_any_branch(string? blueprint) =>
        Assert.Equal(
            "Only a push to master deploys, so refs/heads/next is refused. "
                + "To deploy the current commit: git push '/a path/repository' HEAD:refs/heads/master",
            PushDeployment.Refused("refs/heads/next", "master", blueprint, "local", Path)
        );

    [Fact]
    public void A_commit_that_renames_the_branch_needs_an_up_first()
    {
        const string remedy = "railhead.yaml of this commit has \"branch: main\". Run \"railhead up\", then push again.";
        Assert.EndsWith(remedy, PushDeployment.Refused("refs/heads/main", "master", Start, "local", Path), StringComparison.Ordinal);
        Assert.EndsWith(
            remedy,
            PushDeployment.Refused(
                "refs/heads/main",
                "master",
                Start + "branch: master\nenvironments: { staging: { branch: main } }\n",
                "staging",
                Path
            ),
            StringComparison.Ordinal
        );
    }
}
