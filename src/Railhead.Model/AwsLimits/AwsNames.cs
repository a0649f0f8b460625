namespace Railhead.Model;

/// <summary>The names that an environment gets on AWS.</summary>
public static class AwsNames
{
    /// <summary>Names of CodeConnections.</summary>
    public const int ConnectionLimit = 32;

    /// <summary>All names that are the environment's own. The state's bucket belongs to the account.</summary>
    public static IReadOnlyList<AwsName> Of(Architecture architecture) =>
        [
            new(AwsNameRules.LoadBalancer, architecture.LoadBalancing.Name),
            .. architecture.LoadBalancing.TargetGroups.Select(group => new AwsName(AwsNameRules.TargetGroup, group.Name)),
            .. architecture.LoadBalancing.Firewall is { } firewall ? Names(AwsNameRules.Firewall, firewall.Name) : [],
            .. architecture.LoadBalancing.Domain is { } domain
                ? [new AwsName(AwsNameRules.Certificate, domain, NetworkKeys.Domain.Path)]
                : Array.Empty<AwsName>(),
            .. architecture.Network.SecurityGroups.Select(group => new AwsName(AwsNameRules.SecurityGroup, group.Name)),
            .. Buckets(architecture.Storage),
            .. architecture.Identity.Roles.Select(role => new AwsName(AwsNameRules.Role, role.Name)),
            .. Services(architecture),
            .. Database(architecture.Database),
            .. architecture.Secrets.All.Select(secret => new AwsName(AwsNameRules.Secret, secret.Path)),
            .. architecture.Secrets.Keys.Select(key => new AwsName(AwsNameRules.KeyAlias, key.Alias)),
            .. Pipeline(architecture),
            .. Observability(architecture.Observability),
            .. architecture.Cost.Tags.Values.Select(value => new AwsName(AwsNameRules.Tag, value)),
        ];

    static IEnumerable<AwsName> Buckets(Storage storage) =>
        storage
            .Buckets.Concat(storage.Own)
            .Where(bucket => bucket.Key != BucketNames.State)
            .SelectMany(bucket => new[] { bucket.GlobalName, bucket.Replication?.GlobalName })
            .OfType<string>()
            .Select(name => new AwsName(AwsNameRules.Bucket, name));

    static IEnumerable<AwsName> Services(Architecture architecture)
    {
        var services = architecture.Services;
        return
        [
            .. Names(AwsNameRules.Cluster, services.Cluster, services.Name),
            .. Names(AwsNameRules.TaskFamily, services.TaskDefinition.Family, services.ReleaseTask?.Family),
            .. services.Repositories.Select(repository => new AwsName(AwsNameRules.Repository, repository.Name)),
            .. Names(AwsNameRules.Parameter, [.. Parameters(architecture.Pipeline.Engine).Select(architecture.Parameter)]),
        ];
    }

    static IEnumerable<AwsName> Database(Database? database) =>
        database is null
            ? []
            :
            [
                .. Names(AwsNameRules.DatabaseInstance, [database.Identifier, .. database.ReplicaIdentifiers]),
                .. Names(AwsNameRules.TaskFamily, database.RoleTaskFamily),
                new(AwsNameRules.Repository, database.RoleRepository),
                new(AwsNameRules.Database, database.Name),
                new(AwsNameRules.DatabaseUser, database.MasterUsername),
            ];

    static IEnumerable<AwsName> Pipeline(Architecture architecture) =>
        [
            .. Names(AwsNameRules.Pipeline, architecture.Pipeline.Name),
            .. Names(AwsNameRules.BuildProject, architecture.NameOf(RoleKeys.Build), architecture.NameOf(RoleKeys.Release)),
            .. Names(AwsNameRules.EventRule, architecture.Pipeline.From?.Rule),
            .. Names(AwsNameRules.Connection, architecture.Name(ConnectionLimit)),
            .. architecture.Database is null ? [] : Names(AwsNameRules.Function, architecture.NameOf(RoleKeys.Rotation)),
        ];

    static IEnumerable<AwsName> Observability(Observability observability) =>
        [
            .. observability.LogGroups.Select(group => new AwsName(AwsNameRules.LogGroup, group.Name)),
            .. observability.Topics.Select(topic => new AwsName(AwsNameRules.Topic, topic.Name)),
            .. observability.Events.Select(rule => new AwsName(AwsNameRules.EventRule, rule.Name)),
            .. observability.Alarms.Select(alarm => new AwsName(AwsNameRules.Alarm, alarm.Name)),
            .. Names(AwsNameRules.Dashboard, observability.Dashboard.Name),
            .. Names(AwsNameRules.MetricNamespace, observability.MetricNamespace),
        ];

    static IEnumerable<AwsName> Names(string resource, params IEnumerable<string?> names) =>
        names.OfType<string>().Select(name => new AwsName(resource, name));

    /// <summary>Templates that the pipeline fills in.</summary>
    public static IReadOnlyList<string> Parameters(DeploymentEngine engine) =>
        ["task-definition", ReleaseTaskDefinition, .. engine == DeploymentEngine.Codedeploy ? new[] { "app-spec" } : []];

    /// <summary>Where there is a release command.</summary>
    internal const string ReleaseTaskDefinition = "release-task-definition";
}
