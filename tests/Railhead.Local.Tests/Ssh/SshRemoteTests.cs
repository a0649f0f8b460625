namespace Railhead.Local.Tests;

public sealed class SshRemoteTests
{
    [Theory]
    [InlineData("ssh://railhead-git@shop.example/shop", "railhead-git", "shop.example", 22)]
    [InlineData("ssh://anna@192.0.2.7:2222/shop", "anna", "192.0.2.7", 2222)]
    [InlineData("ssh://anna@[2001:db8::7]:2222/shop", "anna", "2001:db8::7", 2222)]
    [InlineData("ssh://anna%40corp@host/shop", "anna@corp", "host", 22)]
    public void The_url_has_a_port_only_when_it_is_not_22(string url, string user, string host, int port) =>
        Assert.Equal(url, SshRemote.Of("shop", user, host, port));

    [Theory]
    [InlineData("shop.example", "shop.example", "server.example", "192.0.2.7")]
    [InlineData("localhost", "server.example", "server.example", "192.0.2.7")]
    [InlineData("127.0.0.1", "server.example", "server.example", "192.0.2.7")]
    [InlineData("localhost", "192.0.2.7", "server", "192.0.2.7")]
    [InlineData("localhost", "server", "server", null)]
    public void The_host_is_the_domain_else_a_full_name_else_the_address(string app, string host, string machine, string? address) =>
        Assert.Equal(host, SshRemote.Host(app, machine, address));

    [Theory]
    [InlineData(22, "")]
    [InlineData(22, "#Port 2222\n")]
    [InlineData(2222, "Port 2222\n")]
    [InlineData(2222, "  port=2222\n")]
    [InlineData(2222, "PORT \"2222\"\nPort 2223\n")]
    [InlineData(22, "Port 2222\nPort 22\n")]
    [InlineData(22, "Port many\n")]
    [InlineData(22, "Match User anna\nPort 2222\n")]
    [InlineData(2201, "Include {0}/more/*.conf\nPort 2222\n")]
    public void The_port_is_that_of_the_servers_configuration(int port, string text)
    {
        using var folder = new TemporaryFolder();
        var more = Directory.CreateDirectory(Path.Combine(folder.Path, "more")).FullName;
        File.WriteAllText(Path.Combine(more, "10.conf"), "Port 2201\n");
        File.WriteAllText(Path.Combine(more, "ignored"), "Port 2202\n");
        var file = Path.Combine(folder.Path, "sshd_config");
        File.WriteAllText(file, text.Replace("{0}", folder.Path, StringComparison.Ordinal));
        Assert.Equal(port, SshPort.Of(file));
    }

    [Fact]
    public void Without_a_configuration_the_port_is_22() => Assert.Equal(22, SshPort.Of("/nonexistent/sshd_config"));
}
