namespace Railhead.Local.Tests;

public class PushPlanTests
{
    static readonly string Zeros = new('0', 40),
        Long = new('0', 64),
        A = new('a', 40);

    [Theory]
    [InlineData("refs/heads/main", "", "", false)]
    [InlineData("refs/heads/main refs/tags/v1 refs/tags/v2", "refs/tags/v1 refs/tags/v2", "", false)]
    [InlineData("refs/heads/main refs/heads/next refs/tags/v1", "refs/tags/v1", "refs/heads/next", true)]
    [InlineData("refs/heads/main -refs/tags/v1", "", "refs/tags/v1", true)]
    [InlineData("refs/tags/v1", null, "refs/tags/v1", false)]
    [InlineData("refs/heads/next refs/tags/v1", null, "refs/heads/next refs/tags/v1", false)]
    [InlineData("-refs/heads/main", null, "refs/heads/main", false)]
    [InlineData("-refs/heads/main refs/tags/v1", null, "refs/heads/main refs/tags/v1", false)]
    [InlineData("refs/notes/commits", null, "refs/notes/commits", false)]
    public void The_branch_is_deployed_tags_beside_it_are_kept_and_all_others_are_refused(
        string pushed,
        string? kept,
        string refused,
        bool mixed
    )
    {
        var plan = PushPlan.Of([.. pushed.Split(' ').Select(Update)], "main");
        Assert.Equal(kept is not null, plan.Deployed is not null);
        Assert.Equal(Names(kept ?? ""), plan.Kept.Select(update => update.Reference));
        Assert.Equal(Names(refused), plan.Refused.Select(update => update.Reference));
        Assert.Equal(mixed, plan.IsMixed);
    }

    [Fact]
    public void Zeros_of_either_length_are_no_object()
    {
        Assert.True(PushUpdate.Parse($"{Zeros} {A} refs/heads/main\n")!.Creates);
        Assert.True(PushUpdate.Parse($"{A} {Long} refs/heads/a b")!.Deletes);
        Assert.Null(PushUpdate.Parse("something else"));
    }

    static PushUpdate Update(string reference) =>
        reference[0] == '-' ? new PushUpdate(A, Zeros, reference[1..]) : new PushUpdate(Zeros, A, reference);

    static string[] Names(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
