namespace Railhead.Local.Tests;

public sealed class AccountsTests
{
    static CancellationToken Cancellation => MachineFixture.Cancellation;

    [Fact]
    public void A_tasks_user_is_named_after_app_and_environment_and_no_two_pairs_share_one()
    {
        Assert.Equal("rh-shop-local", Accounts.TaskUser("shop", "local"));
        Assert.NotEqual(Accounts.TaskUser("a-b", "c"), Accounts.TaskUser("a", "b-c"));
        var longest = Accounts.TaskUser("abcdefghijklmnopqrst", "a-very-long-environment");
        Assert.Matches("^rh-abcdefghijklmnopqrst-[0-9a-f]{8}$", longest);
        Assert.NotEqual(longest, Accounts.TaskUser("abcdefghijklmnopqrst", "a-very-long-environmental"));
    }

    [Fact]
    public async Task Root_gets_five_users_also_when_two_ask_at_once_and_others_only_themselves()
    {
        if (!MachineFixture.IsRoot)
        {
            var own = await Accounts.EnsureAsync("shop", "local", TimeProvider.System, Cancellation);
            Assert.False(own.Isolated);
            Assert.All([own.Control, own.Platform, own.Database, own.Build, own.Task], a => Assert.Equal(Ownership.CurrentUid, a.Uid));
            return;
        }

        var app = $"t{Guid.NewGuid().ToString("N")[..6]}";
        try
        {
            var both = await Task.WhenAll(
                Enumerable.Range(0, 2).Select(_ => Accounts.EnsureAsync(app, "local", TimeProvider.System, Cancellation))
            );
            Assert.Equal(both[0], both[1]);
            Assert.Equal(
                5,
                new[] { both[0].Control, both[0].Platform, both[0].Database, both[0].Build, both[0].Task }
                    .Select(a => a.Uid)
                    .Distinct()
                    .Count()
            );
            Assert.Equal($"rh-{app}-local", both[0].Task.Name);
        }
        finally
        {
            Assert.True(await Accounts.RemoveAsync(app, "local", Cancellation));
        }

        Assert.Null(await Accounts.FindAsync($"rh-{app}-local", Cancellation));
    }
}
