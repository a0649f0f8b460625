using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;

namespace Railhead.Local.Tests;

public class RoleCredentialsTests
{
    readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    RoleCredentials Credentials() => new(_key, _time);

    SessionCredentials Issue() => Credentials().Issue(Credentials().Identify(Credentials().TaskToken("guestbook-local-task", "a1"))!);

    [Fact]
    public void Credentials_outlive_whoever_gave_them_out()
    {
        var issued = Issue();

        var session = Credentials().Verify(issued.AccessKeyId, issued.Token)!;

        Assert.Equal(("guestbook-local-task", "a1"), (session.Role, session.Task));
        Assert.Equal(issued.SecretAccessKey, session.SecretAccessKey.Reveal());
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromHours(6), session.Expires);
        Assert.Equal(session.Expires.UtcDateTime, issued.Expiration);
    }

    [Fact]
    public void They_look_like_AWSs_own()
    {
        var issued = Issue();

        Assert.Matches("^ASIA[A-Z2-7]{16}$", issued.AccessKeyId);
        Assert.Equal(40, issued.SecretAccessKey.Length);
        Assert.Equal("arn:aws:iam::000000000000:role/guestbook-local-task", issued.RoleArn);
    }

    [Fact]
    public void Every_changed_character_of_a_token_is_noticed()
    {
        var issued = Issue();
        var taskToken = Credentials().TaskToken("guestbook-local-task", "a1");
        for (var i = 0; i < issued.Token.Length; i++)
        {
            Assert.Null(Credentials().Verify(issued.AccessKeyId, Changed(issued.Token, i)));
        }

        for (var i = 0; i < issued.AccessKeyId.Length; i++)
        {
            Assert.Null(Credentials().Verify(Changed(issued.AccessKeyId, i), issued.Token));
        }

        for (var i = 0; i < taskToken.Length; i++)
        {
            Assert.Null(Credentials().Identify(Changed(taskToken, i)));
        }
    }

    [Fact]
    public void Another_environments_key_and_another_purpose_are_nothing_here()
    {
        var issued = Issue();
        var taskToken = Credentials().TaskToken("guestbook-local-task", "a1");
        var other = new RoleCredentials(RandomNumberGenerator.GetBytes(32), _time);

        Assert.Null(other.Verify(issued.AccessKeyId, issued.Token));
        Assert.Null(other.Identify(taskToken));
        Assert.Null(Credentials().Identify(issued.Token));
        Assert.Null(Credentials().Verify(issued.AccessKeyId, taskToken));
        Assert.Null(Credentials().Verify(issued.AccessKeyId, null));
        foreach (var junk in (string[])["", ".", "task1.", "task1..", "session1.AAAA.AAAA", "\ud800", "ä.ä"])
        {
            Assert.Null(Credentials().Identify(junk));
            Assert.Null(Credentials().Verify(issued.AccessKeyId, junk));
        }
    }

    [Fact]
    public void A_role_cannot_be_chosen_by_a_crafted_task_name() =>
        Assert.Throws<ArgumentException>(() => Credentials().TaskToken("guestbook-local-task", "a1\nadmin"));

    [Fact]
    public void A_secret_does_not_print() => Assert.DoesNotContain(Issue().SecretAccessKey, $"{Issue()}", StringComparison.Ordinal);

    static string Changed(string text, int at) => text[..at] + (text[at] == 'A' ? 'B' : 'A') + text[(at + 1)..];
}
