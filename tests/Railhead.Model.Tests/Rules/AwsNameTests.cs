namespace Railhead.Model.Tests;

/// <summary>AWS's rules for names, and the names that Railhead makes.</summary>
public class AwsNameTests
{
    /// <summary>For each rule a name that breaks it, and a neighbour that does not.</summary>
    public static TheoryData<string, string, string> Rows { get; } =
        new()
        {
            { AwsNameRules.LoadBalancer, Long(33), Long(32) },
            { AwsNameRules.LoadBalancer, "shop-", "shop" },
            { AwsNameRules.LoadBalancer, "Internal-shop", "internalshop" },
            { AwsNameRules.TargetGroup, Long(33), Long(32) },
            { AwsNameRules.TargetGroup, "shop_blue", "internal-blue" },
            { AwsNameRules.SecurityGroup, Long(256), Long(255) },
            { AwsNameRules.SecurityGroup, "shop?", "shop!" },
            { AwsNameRules.SecurityGroup, "sg-shop", "sgshop" },
            { AwsNameRules.Bucket, $"{Long(51)}-{{account}}", $"{Long(50)}-{{account}}" },
            { AwsNameRules.Bucket, "Shop", "shop" },
            { AwsNameRules.Bucket, "a..b", "a.b" },
            { AwsNameRules.Bucket, "xn--shop", "xn-shop" },
            { AwsNameRules.Bucket, "sthree-configurator-shop", "sthreeshop" },
            { AwsNameRules.Bucket, "amzn-s3-demo-shop", "amzn-shop" },
            { AwsNameRules.Bucket, "shop--ol-s3", "shop-ol-s3" },
            { AwsNameRules.Bucket, "shop--x-s3", "shop--x-s3-1" },
            { AwsNameRules.Role, Long(65), Long(64) },
            { AwsNameRules.Role, "shop/task", "shop--task" },
            { AwsNameRules.Repository, $"shop/{Long(252)}", $"shop/{Long(251)}" },
            { AwsNameRules.Repository, "a-/production/app", "a/production/app" },
            { AwsNameRules.Repository, "a--b/production/app", "a-b/production/app" },
            { AwsNameRules.Parameter, Long(946), Long(945) },
            { AwsNameRules.Parameter, "/shop/a b", "/shop/a-b" },
            { AwsNameRules.Parameter, "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16", "/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15" },
            { AwsNameRules.Parameter, "/AWSome/app-spec", "/awhale/app-spec" },
            { AwsNameRules.Parameter, "ssm-app", "/shop/ssm" },
            { AwsNameRules.Secret, Long(513), Long(512) },
            { AwsNameRules.Secret, "shop/a b", "shop/a_b" },
            { AwsNameRules.Secret, "shop/staging/my-secret", "shop/staging/my-secrets" },
            { AwsNameRules.DatabaseInstance, Long(64), Long(63) },
            { AwsNameRules.DatabaseInstance, "shop--db", "shop-db" },
            { AwsNameRules.DatabaseInstance, "1shop", "s1hop" },
            { AwsNameRules.DatabaseInstance, "shop-", "shop" },
            { AwsNameRules.Database, Long(64), Long(63) },
            { AwsNameRules.Database, "my-shop", "my_shop" },
            { AwsNameRules.Database, "order", "orders" },
            { AwsNameRules.DatabaseUser, Long(64), Long(63) },
            { AwsNameRules.DatabaseUser, "_admin", "admin_" },
            { AwsNameRules.DatabaseUser, "rdsadmin", "railhead_admin" },
            { AwsNameRules.DatabaseUser, "admin", "administrator" },
            { AwsNameRules.LogGroup, Long(513), Long(512) },
            { AwsNameRules.LogGroup, "/railhead/a b", "/railhead/a_b" },
            { AwsNameRules.LogGroup, "aws/shop", "/aws/shop" },
            { AwsNameRules.MetricNamespace, "AWS/shop", "aws/shop" },
            { AwsNameRules.Cluster, Long(256), Long(255) },
            { AwsNameRules.TaskFamily, Long(256), Long(255) },
            { AwsNameRules.Pipeline, Long(101), Long(100) },
            { AwsNameRules.BuildProject, Long(151), Long(150) },
            { AwsNameRules.Connection, Long(33), Long(32) },
            { AwsNameRules.Function, Long(65), Long(64) },
            { AwsNameRules.KeyAlias, Long(257), Long(256) },
            { AwsNameRules.KeyAlias, "alias/aws/shop", "alias/aws-shop" },
            { AwsNameRules.Topic, Long(257), Long(256) },
            { AwsNameRules.Alarm, Long(256), Long(255) },
            { AwsNameRules.EventRule, Long(65), Long(64) },
            { AwsNameRules.Dashboard, Long(256), Long(255) },
            { AwsNameRules.Firewall, Long(129), Long(128) },
            { AwsNameRules.Certificate, Long(65), Long(64) },
            { AwsNameRules.Tag, Long(257), Long(256) },
            { AwsNameRules.Tag, "aws:shop", "aws-shop" },
        };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_rule_refuses_a_name_and_takes_its_neighbour(string resource, string refused, string taken)
    {
        Assert.NotNull(AwsNameRules.Broken(new AwsName(resource, refused)));
        Assert.Null(AwsNameRules.Broken(new AwsName(resource, taken)));
    }

    [Fact]
    public void Every_rule_has_a_row_and_a_source()
    {
        var broken = Rows.Select(row => AwsNameRules.Broken(new AwsName(row.Data.Item1, row.Data.Item2))).ToHashSet();
        Assert.Empty(AwsNameRules.All.Where(rule => !broken.Contains(rule)).Select(rule => (rule.Resource, rule.Refusal)));
        Assert.All(AwsNameRules.All, rule => Assert.StartsWith("https://docs.aws.amazon.com/", rule.Source, StringComparison.Ordinal));
    }

    public static TheoryData<string> HostileApps { get; } =
        new(
            "internal-tools",
            "internal",
            "aws-tools",
            "awsome",
            "aws",
            "ssm-tools",
            "a-",
            "a--b",
            "internal--",
            "sthree-configurator",
            "amzn-s3-demo-x",
            "xn--shop",
            "sg-tools",
            "rds-tools",
            "pg-tools",
            "order",
            "a2345678901234567890"
        );

    [Theory]
    [MemberData(nameof(HostileApps))]
    public void AWS_takes_every_name_of_any_valid_app(string app)
    {
        foreach (var environment in (string[])["production", "staging", "staging-eu", "e--u", "e2345678901234567890"])
        {
            var names = AwsNames.Of(
                Compiled(app, environment, "domain: shop.example.com\nwaf: true\ndatabase: { replicas: 2 }\nsecrets: [A]\n")
            );
            Assert.Empty(names.Select(name => AwsNameRules.Broken(name)?.Sentence(name.Name)).OfType<string>());
        }
    }

    [Theory]
    [InlineData("shop", "staging-eu", "shop-staging", "eu")]
    [InlineData("a", "b-c-d", "a-b", "c-d")]
    [InlineData("internal-tools", "production", "app-internal-tools", "production")]
    [InlineData("a-", "production", "a", "production")]
    // The second's service is named as the first's release command.
    [InlineData("shop", "staging", "shop-staging", "release")]
    public void Two_apps_share_no_name_in_an_account(string app, string environment, string otherApp, string otherEnvironment)
    {
        var shared = Own(Compiled(app, environment)).Intersect(Own(Compiled(otherApp, otherEnvironment)));
        Assert.Empty(shared);
    }

    /// <summary>An environment that was applied keeps its names.</summary>
    [Theory]
    [InlineData("shop", "production", "shop-production-lb", "/railhead/shop/production/app-spec", "shop/production/app")]
    [InlineData("my-shop", "staging", "my-shop-staging-lb", "/railhead/my-shop/staging/app-spec", "my-shop/staging/app")]
    [InlineData(
        "internal-tools",
        "production",
        "app-internal-tools-produc-",
        "/railhead/internal-tools/production/app-spec",
        "internal-tools/production/app"
    )]
    [InlineData("aws-tools", "staging", "aws-tools-staging-lb", "/railhead/aws-tools/staging/app-spec", "aws-tools/staging/app")]
    [InlineData("a-", "staging", "a-staging-lb-", "/railhead/a-/staging/app-spec", "a-")]
    public void Ordinary_names_stay_as_they_are(string app, string environment, string balancer, string parameter, string repository)
    {
        var architecture = Compiled(app, environment);
        Assert.StartsWith(balancer, architecture.LoadBalancing.Name, StringComparison.Ordinal);
        Assert.Equal(parameter, architecture.Parameter("app-spec"));
        Assert.StartsWith(repository, architecture.Services.Repositories[0].Name, StringComparison.Ordinal);
    }

    /// <summary>Databases are inside their server; a tag's value is not unique.</summary>
    static IEnumerable<AwsName> Own(Architecture architecture) =>
        AwsNames
            .Of(architecture)
            .Where(name => name.Resource is not (AwsNameRules.Database or AwsNameRules.DatabaseUser or AwsNameRules.Tag));

    static Architecture Compiled(string app, string environment, string more = "")
    {
        var text = $"app: {app}\nstart: ./run\n{more}environments: {{ {environment}: {{}} }}\n";
        var result = BlueprintFile.Parse(text, "railhead.yaml", environment);
        Assert.NotNull(result.Blueprint);
        Assert.Empty(result.RefusedByAws(environment));
        return ArchitectureCompiler.Compile(result.Blueprint, environment);
    }

    static string Long(int length) => new('a', length);
}
