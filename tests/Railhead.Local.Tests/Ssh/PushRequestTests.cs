namespace Railhead.Local.Tests;

public sealed class PushRequestTests
{
    const string Remote = "ssh://railhead-git@shop.example/shop";

    static string? Refusal(string command) => new PushRequest("anna", command, "192.0.2.7").Refusal("shop", Remote);

    [Theory]
    [InlineData("git-receive-pack '/shop'")]
    [InlineData("git-receive-pack 'shop'")]
    [InlineData("git-receive-pack '/shop.git'")]
    [InlineData("git-receive-pack '/shop/'")]
    [InlineData("git receive-pack '/shop'")]
    public void A_push_to_the_app_of_the_key_is_let_through(string command) => Assert.Null(Refusal(command));

    [Theory]
    [InlineData("git-upload-pack '/shop'", "clone, fetch")]
    [InlineData("git-upload-archive '/shop'", "clone, fetch")]
    [InlineData("", "There is no shell")]
    [InlineData("  ", "There is no shell")]
    [InlineData("git-receive-pack '/blog'", "There is no /blog for it")]
    [InlineData("git-receive-pack '/shop/../blog'", "There is no /shop/../blog for it")]
    [InlineData("git-receive-pack '../shop'", "There is no")]
    [InlineData("git-receive-pack '/var/lib/railhead/apps/shop/local/repository.git'", "There is no")]
    [InlineData("git-receive-pack '/SHOP'", "There is no")]
    [InlineData("git-receive-pack ''", "There is no")]
    [InlineData("git-receive-pack '/shop'; id", "does not run")]
    [InlineData("git-receive-pack '/shop' && id", "does not run")]
    [InlineData("git-receive-pack '/shop'\n", "does not run")]
    [InlineData("\ngit-receive-pack '/shop'", "does not run")]
    [InlineData("git-receive-pack '/shop'\nid", "does not run")]
    [InlineData("git-receive-pack '/sh'op''", "does not run")]
    [InlineData("git-receive-pack '/shop'\\''x'", "does not run")]
    [InlineData("git-receive-pack /shop", "does not run")]
    [InlineData("git-receive-pack \"/shop\"", "does not run")]
    [InlineData("git-receive-pack $(id)", "does not run")]
    [InlineData("git-receive-pack --stateless-rpc '/shop'", "does not run")]
    [InlineData("git-receive-pack '/shop' '/blog'", "does not run")]
    [InlineData("git -c core.hooksPath=/tmp receive-pack '/shop'", "does not run")]
    [InlineData("/usr/bin/git-receive-pack '/shop'", "does not run")]
    [InlineData("git-shell -c \"git-receive-pack '/shop'\"", "does not run")]
    [InlineData("GIT_DIR=/x git-receive-pack '/shop'", "does not run")]
    [InlineData("scp -t /tmp/x", "does not run: scp -t /tmp/x")]
    [InlineData("/usr/lib/openssh/sftp-server", "does not run")]
    [InlineData("rsync --server . /", "does not run")]
    public void All_else_is_refused_with_its_reason(string command, string reason)
    {
        var refusal = Refusal(command);
        Assert.NotNull(refusal);
        Assert.StartsWith("This key may push to shop, and nothing else. ", refusal, StringComparison.Ordinal);
        Assert.Contains(reason, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
    }

    [Fact]
    public void A_refusal_shows_a_command_on_one_short_line_without_control_characters()
    {
        var refusal = Refusal("a\u001b]0;x\u0007\u0000\r\n" + new string('b', 100_000))!;
        Assert.All(refusal, letter => Assert.False(char.IsControl(letter)));
        Assert.InRange(refusal.Length, 100, 400);
    }
}
