namespace Railhead.Model.Tests;

public class SupportTests
{
    [Fact]
    public void Nothing_is_said_about_defaults() => Assert.Empty(Read.Result("", "production").NotHonoured());

    [Theory]
    [InlineData("database: { multi_az: true }", "database.multi_az 3:13")]
    [InlineData("database: { multi_az: false, replicas: 0 }", "")]
    [InlineData("database: { replicas: 2 }", "database.replicas 3:13")]
    [InlineData("database: { backup_copy: true }", "database.backup_copy 3:13")]
    [InlineData("database: { backup_copy: false }", "")]
    [InlineData("listen: { http: 80, https: 443, hsts: true, certificate: acme }\ndomain: example.com", "")]
    [InlineData("domain: null", "")]
    [InlineData("dockerfile: Dockerfile", "dockerfile 3:1")]
    [InlineData("service: { max: 5, scale: { cpu: 50, requests: null } }", "service.max 3:12, service.scale.cpu 3:29")]
    [InlineData("service: { desired: 3, max: 3 }", "")]
    [InlineData(
        "service: { schedules: { night: { cron: 0 20 ? * MON-FRI *, min: 1, max: 1 } } }",
        "service.schedules.night.cron 3:34, service.schedules.night.min 3:60, service.schedules.night.max 3:68"
    )]
    [InlineData(
        "storage: { buckets: { pics: { versioning: true, expire_days: 3 } } }",
        "storage.buckets.pics.versioning 3:31, storage.buckets.pics.expire_days 3:49"
    )]
    [InlineData("storage: { buckets: { pics: { versioning: false, expire_days: null } } }", "")]
    [InlineData("deploy: { strategy: canary }", "deploy.strategy 3:11")]
    [InlineData("deploy: { strategy: { linear: } }", "deploy.strategy 3:11")]
    [InlineData("deploy: { strategy: all-at-once }", "")]
    [InlineData("alarms: { email: [a@b.cd] }", "alarms.email 3:11")]
    [InlineData("logs: { retention_days: 7 }\nbudget: 5", "budget 4:1")]
    public void What_is_written_and_has_no_effect_is_said_by_name(string more, string expected)
    {
        var findings = Read.Result(more).NotHonoured();
        Assert.Equal(expected, string.Join(", ", findings.Select(f => $"{f.Message.Split(' ')[0]} {f.Line}:{f.Column}")));
        Assert.All(findings, f => Assert.Equal(Severity.Warning, f.Severity));
    }
}
