using Railhead.Model;

namespace Railhead.Local.Tests;

public sealed class NginxConfigurationTests
{
    static readonly NginxSettings Settings = new()
    {
        ListenAddress = "127.0.0.1",
        ListenPort = 18211,
        AppPort = 18210,
        StaticRoot = null,
        HealthHost = "localhost",
        IsFirst = false,
    };

    [Fact]
    public void Without_a_static_folder_everything_is_the_apps() => Golden.Check("proxy.conf", NginxConfiguration.Write(Settings));

    [Fact]
    public void A_static_folder_is_looked_into_first() =>
        Golden.Check(
            "static.conf",
            NginxConfiguration.Write(Settings with { StaticRoot = "/srv/a \"$quoted\" \\ folder\nof; two }lines" })
        );

    [Fact]
    public void A_path_that_nginx_cannot_express_is_refused() =>
        Assert.Throws<ArgumentException>(() => NginxConfiguration.Write(Settings with { StaticRoot = "/srv/\0" }));

    [Fact]
    public void Everything_is_written_below_the_tasks_own_folder() =>
        Assert.Equal(
            ["/usr/sbin/nginx", "-p", "/var/tasks/a 1/", "-c", "nginx.conf", "-e", "stderr", "-g", "daemon off;"],
            NginxCommand.Of("/usr/sbin/nginx", "/var/tasks/a 1")
        );
}
