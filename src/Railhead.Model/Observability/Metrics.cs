namespace Railhead.Model;

/// <summary>The metrics that alarms and the dashboard share, by AWS's names.</summary>
static class Metrics
{
    public static Metric Service(Scope scope, string name, string statistic = "Average") =>
        new("AWS/ECS", name, statistic, Dimensions(("ClusterName", scope.Base), ("ServiceName", scope.Base)));

    public static Metric LoadBalancer(string name, string statistic) =>
        new("AWS/ApplicationELB", name, statistic, Dimensions(("LoadBalancer", "{load-balancer}")));

    public static Metric TargetGroup(TargetGroupKey group, string name, string statistic) =>
        new(
            "AWS/ApplicationELB",
            name,
            statistic,
            Dimensions(("LoadBalancer", "{load-balancer}"), ("TargetGroup", $"{{target-group:{group.ToString().ToLowerInvariant()}}}"))
        );

    public static Metric Database(string identifier, string name, string statistic = "Average") =>
        new("AWS/RDS", name, statistic, Dimensions(("DBInstanceIdentifier", identifier)));

    public static Metric Function(string name, string metric) => new("AWS/Lambda", metric, "Sum", Dimensions(("FunctionName", name)));

    public static Metric Nat(string name) => new("AWS/NATGateway", name, "Sum", Dimensions(("NatGatewayId", "{nat-gateway}")));

    public static Metric Nat(string name, string zone) =>
        new("AWS/NATGateway", name, "Sum", Dimensions(("NatGatewayId", $"{{nat-gateway:{zone}}}")));

    public static Metric Certificate(string name) =>
        new("AWS/CertificateManager", name, "Minimum", Dimensions(("CertificateArn", "{certificate}")));

    /// <summary>A metric of a log group, computed by CloudWatch Logs itself.</summary>
    public static Metric Log(Scope scope, string key, string name) =>
        new("AWS/Logs", name, "Sum", Dimensions(("LogGroupName", LogGroups.Name(scope, key))));

    /// <summary>How often a rule of EventBridge found its event.</summary>
    public static Metric Rule(string name) => new("AWS/Events", "TriggeredRules", "Sum", Dimensions(("RuleName", name)));

    public static Metric Build(Scope scope, string name, string statistic) =>
        new("AWS/CodeBuild", name, statistic, Dimensions(("ProjectName", scope.Name("build"))));

    public static Metric Bucket(Bucket bucket, string name, string storageType) =>
        new("AWS/S3", name, "Average", Dimensions(("BucketName", bucket.GlobalName), ("StorageType", storageType)));

    public static Metric Own(Scope scope, string name, string statistic) => new(Namespace(scope), name, statistic, Dimensions());

    public static string Namespace(Scope scope) => scope.Path("app");

    static OrderedDictionary<string, string> Dimensions(params ReadOnlySpan<(string Name, string Value)> dimensions)
    {
        var result = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in dimensions)
        {
            result.Add(name, value);
        }
        return result;
    }
}
