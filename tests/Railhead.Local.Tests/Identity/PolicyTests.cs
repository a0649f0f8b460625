using Railhead.Model;

namespace Railhead.Local.Tests;

public class PolicyTests
{
    static readonly Role Task = new(
        "guestbook-local-task",
        [
            new Statement(["s3:ListBucket"], ["arn:aws:s3:::files"]),
            new Statement(["s3:GetObject", "s3:PutObject*"], ["arn:aws:s3:::files/*", "arn:aws:s3:::logs/2026-??/*.txt"]),
        ]
    );

    [Theory]
    [InlineData("s3:ListBucket", "arn:aws:s3:::files", true)]
    [InlineData("S3:listbucket", "arn:aws:s3:::files", true)]
    [InlineData("s3:ListBucket", "arn:aws:s3:::files/", false)]
    [InlineData("s3:ListBucket", "arn:aws:s3:::FILES", false)]
    [InlineData("s3:ListBucket", "arn:aws:s3:::other", false)]
    [InlineData("s3:ListBucket", "arn:aws:s3:::files2", false)]
    [InlineData("s3:ListBucket", "arn:aws:s3:::logs/2026-01/a.txt", false)]
    [InlineData("s3:GetObject", "arn:aws:s3:::files/a", true)]
    [InlineData("s3:GetObject", "arn:aws:s3:::files/", true)]
    [InlineData("s3:GetObject", "arn:aws:s3:::files/a/b\nc", true)]
    [InlineData("s3:GetObject", "arn:aws:s3:::files", false)]
    [InlineData("s3:GetObject", "arn:aws:s3:::files2/a", false)]
    [InlineData("s3:GetObject", "arn:aws:s3:::other/arn:aws:s3:::files/a", false)]
    [InlineData("s3:GetObjectAcl", "arn:aws:s3:::files/a", false)]
    [InlineData("s3:PutObject", "arn:aws:s3:::files/a", true)]
    [InlineData("s3:PutObjectTagging", "arn:aws:s3:::files/a", true)]
    [InlineData("s3:DeleteObject", "arn:aws:s3:::files/a", false)]
    [InlineData("s3:GetObject", "arn:aws:s3:::logs/2026-01/a.txt", true)]
    [InlineData("s3:GetObject", "arn:aws:s3:::logs/2026-01/a.txt.txt", true)]
    [InlineData("s3:GetObject", "arn:aws:s3:::logs/2026-1/a.txt", false)]
    [InlineData("s3:GetObject", "arn:aws:s3:::logs/2026-01/a.md", false)]
    [InlineData("s3:*", "arn:aws:s3:::files/a", false)]
    [InlineData("", "", false)]
    public void A_role_may_what_a_statement_says_and_nothing_else(string action, string resource, bool allowed) =>
        Assert.Equal(allowed, Policy.Allows(Task, action, resource));

    [Theory]
    [InlineData("*", true)]
    [InlineData("s3:*", true)]
    [InlineData("s3:Get*", true)]
    [InlineData("s3:*Object", true)]
    [InlineData("s3:Get?bject", true)]
    [InlineData("s3:GetObject?", false)]
    [InlineData("s3:", false)]
    [InlineData("ec2:*", false)]
    [InlineData("", false)]
    public void Patterns_match_as_in_IAM(string pattern, bool allowed) =>
        Assert.Equal(allowed, Policy.Allows(new Role("r", [new Statement([pattern], ["*"])]), "s3:GetObject", "arn:aws:s3:::files/a"));

    [Theory]
    [InlineData(@"arn:aws:s3:::files/a\*", @"arn:aws:s3:::files/a\b", true)]
    [InlineData(@"arn:aws:s3:::files/a\*", "arn:aws:s3:::files/a*", false)]
    [InlineData(@"arn:aws:s3:::files/a\?", @"arn:aws:s3:::files/a\?", true)]
    [InlineData(@"arn:aws:s3:::files/<>""x", @"arn:aws:s3:::files/<>""x", true)]
    [InlineData(@"arn:aws:s3:::files/<", "arn:aws:s3:::files/abc", false)]
    [InlineData("arn:aws:s3:::files/*.*", "arn:aws:s3:::files/a", false)]
    public void Only_star_and_question_mark_are_special(string pattern, string resource, bool allowed) =>
        Assert.Equal(allowed, Policy.Allows(new Role("r", [new Statement(["*"], [pattern])]), "s3:GetObject", resource));

    [Fact]
    public void A_hostile_key_does_not_make_the_decision_slow()
    {
        var role = new Role("r", [new Statement(["*"], [string.Concat(Enumerable.Repeat("a*", 30)) + "b"])]);

        Assert.False(Policy.Allows(role, "s3:GetObject", new string('a', 4096)));
    }

    [Fact]
    public void A_statement_whose_condition_cannot_be_asked_here_allows_nothing() =>
        Assert.False(
            Policy.Allows(
                new Role("r", [new Statement(["*"], ["*"]) { Conditions = [new Condition("StringEquals", "aws:SourceVpc", ["vpc-1"])] }]),
                "s3:GetObject",
                "arn:aws:s3:::files/a"
            )
        );

    [Fact]
    public void A_role_without_statements_may_nothing() =>
        Assert.False(Policy.Allows(new Role("r", []), "s3:GetObject", "arn:aws:s3:::files/a"));
}
