using Railhead.Local;

namespace Railhead.Cli.Tests;

public class PushHintTests
{
    const string Repository = "/home/r/apps/shop/local/repository.git";

    [Theory]
    [InlineData("main", "git push railhead main")]
    [InlineData("trunk", "git push railhead HEAD:main")]
    [InlineData(null, "git push railhead HEAD:main")]
    public void The_push_works_from_the_branch_that_is_checked_out(string? current, string push)
    {
        Assert.Equal($"git remote add railhead {Repository}   then   {push}", Of(current));
        Assert.Equal(push, Of(current, new("origin", "git@example.org:shop.git"), new("railhead", Repository + "/")));
    }

    [Fact]
    public void A_remote_of_another_name_is_used_as_it_is() =>
        Assert.Equal("git push here main", Of("main", new GitRemote("here", Repository)));

    [Fact]
    public void A_name_that_is_taken_is_left_to_its_owner()
    {
        GitRemote other = new("railhead", "/elsewhere.git"),
            old = new("railhead-local", "/old.git");
        Assert.Equal($"git remote add railhead-local {Repository}   then   git push railhead-local main", Of("main", other));
        Assert.Equal($"git remote set-url railhead-local {Repository}   then   git push railhead-local main", Of("main", other, old));
    }

    [Fact]
    public void A_user_who_ran_up_with_sudo_pushes_with_sudo() =>
        Assert.Equal(
            $"git remote add railhead {Repository}   then   sudo git push railhead main",
            PushHint.Of([], Repository, "main", "main", "local", "sudo ")
        );

    static string Of(string? current, params GitRemote[] remotes) => PushHint.Of(remotes, Repository, current, "main", "local", "");
}
