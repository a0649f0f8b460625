namespace Railhead.Local.Tests;

public sealed class SshServerFactsTests
{
    static SshServerFacts Server(params string[] settings) =>
        new()
        {
            IsInstalled = true,
            IsListening = true,
            Port = 2222,
            Settings = settings,
            Account = new PushAccount(new Account("railhead-git", 990, 990), "/var/lib/railhead-git", IsOwn: true),
            Groups = ["railhead-git", "pushers"],
            IsHomeOpen = false,
        };

    [Fact]
    public void A_server_that_is_missing_or_stopped_is_said() =>
        Assert.Equal(
            [
                "The SSH server is not installed, so nobody can push yet. Install it: apt-get install openssh-server",
                "The SSH server does not run: nothing listens on port 2222. Start it: systemctl enable --now ssh",
            ],
            [.. (Server() with { IsInstalled = false, IsListening = false }).Notes(), .. (Server() with { IsListening = false }).Notes()]
        );

    [Fact]
    public void An_open_home_is_said() =>
        Assert.Contains(
            "chmod go-w /var/lib/railhead-git",
            Assert.Single((Server() with { IsHomeOpen = true }).Notes()),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("pubkeyauthentication yes")]
    [InlineData("allowusers anna", "allowusers railhead-*")]
    [InlineData("allowusers railhead-git@10.0.0.0/8")]
    [InlineData("allowgroups pushers")]
    [InlineData("denyusers anna")]
    [InlineData("authorizedkeysfile .ssh/authorized_keys .ssh/authorized_keys2")]
    [InlineData("authorizedkeysfile %h/.ssh/authorized_keys")]
    [InlineData("authorizedkeysfile /var/lib/%u/.ssh/authorized_keys")]
    [InlineData("forcecommand none")]
    public void A_server_that_lets_keys_in_needs_no_note(params string[] settings) => Assert.Empty(Server(settings).Notes());

    [Theory]
    [InlineData("PubkeyAuthentication", "pubkeyauthentication no")]
    [InlineData("AllowUsers", "allowusers anna", "allowusers ben")]
    [InlineData("AllowGroups", "allowgroups wheel")]
    [InlineData("DenyUsers", "denyusers railhead-git")]
    [InlineData("DenyGroups", "denygroups push*")]
    [InlineData("AuthorizedKeysFile", "authorizedkeysfile /etc/ssh/keys/%u")]
    [InlineData("ForceCommand", "forcecommand internal-sftp")]
    public void A_setting_that_keeps_keys_out_is_named(string name, params string[] settings) =>
        Assert.StartsWith(name, Assert.Single(Server(settings).Notes()), StringComparison.Ordinal);
}
