namespace Railhead.Model;

/// <summary>The statements that several roles have in common.</summary>
sealed class RoleParts(Scope scope, Services services, Storage storage, Secrets secrets, Observability observability)
{
    static readonly string[] WriteObject = ["s3:PutObject"];
    static readonly string[] WriteWithKey = ["kms:GenerateDataKey"];

    public Scope Scope => scope;

    public IReadOnlyList<string> Repositories { get; } =
        services.Repositories.Select(r => scope.Arn("ecr", $"repository/{r.Name}")).ToList();

    /// <summary>The templates that the pipeline fills in.</summary>
    public IReadOnlyList<string> Parameters(DeploymentEngine engine) =>
        AwsNames
            .Parameters(engine)
            .Where(name => name != AwsNames.ReleaseTaskDefinition || services.ReleaseTask is not null)
            .Select(name => scope.Arn("ssm", $"parameter{Naming.Parameter(scope.App, scope.Environment, name)}"))
            .ToList();

    /// <summary>The revisions of the app's task definition.</summary>
    public string TaskDefinitions { get; } = scope.Arn("ecs", $"task-definition/{scope.Base}:*");

    public string BuildArn { get; } = scope.Arn("codebuild", $"project/{scope.Name("build")}");

    public string ReleaseArn { get; } = scope.Arn("codebuild", $"project/{scope.Name("release")}");

    public string ServiceArn { get; } = scope.Arn("ecs", $"service/{services.Cluster}/{services.Name}");

    public string ClusterArn { get; } = scope.Arn("ecs", $"cluster/{services.Cluster}");

    public Bucket Artifacts { get; } = storage.Own.First(b => b.Key == BucketNames.Artifacts);

    public Role Role(string key, string service, string? source, params IReadOnlyList<Statement> statements) =>
        new(scope.Name(key), statements)
        {
            Key = key,
            Service = service,
            SourceArn = source,
        };

    public string Bucket(Bucket bucket) => scope.BucketArn(bucket.Name);

    public string Objects(Bucket bucket) => scope.BucketArn(bucket.Name) + "/*";

    /// <summary>
    /// Secrets Manager appends six characters of its own; a star would take in <c>database-admin</c> with <c>database</c>.
    /// </summary>
    public string Secret(Secret secret) => scope.Arn("secretsmanager", $"secret:{secret.Path}-??????");

    /// <summary>
    /// The ARNs of secrets. The user's own are one ARN together, because a policy has 10,240 characters; their path holds nothing else.
    /// </summary>
    public IReadOnlyList<string> SecretsOf(IEnumerable<Secret> wanted) =>
        wanted
            .Select(s => s.Origin == SecretOrigin.User ? scope.Arn("secretsmanager", $"secret:{scope.Path("app/*")}") : Secret(s))
            .Distinct()
            .ToList();

    /// <summary>
    /// By alias: nobody knows a key's ARN before it is made. A key serves several services, and a role uses it for its own only.
    /// </summary>
    /// <param name="key">Name of the key.</param>
    /// <param name="service">The service that calls KMS for the role, such as <c>s3</c>.</param>
    /// <param name="actions">Of KMS.</param>
    public Statement UseKey(string key, string service, params IReadOnlyList<string> actions)
    {
        var used = secrets.Keys.First(k => k.Key == key);
        var region = used.Region ?? scope.Region;
        return new(actions, [$"arn:{scope.Partition}:kms:{region}:{Scope.Account}:key/*"])
        {
            Conditions =
            [
                new("ForAnyValue:StringEquals", "kms:ResourceAliases", [used.Alias]),
                new("StringEquals", "kms:ViaService", [$"{service}.{region}.amazonaws.com"]),
            ],
        };
    }

    public Statement WriteLogs(params IReadOnlyList<string> keys) => new(["logs:CreateLogStream", "logs:PutLogEvents"], Streams(keys));

    /// <summary>The ARNs of the streams in the log groups with these keys, as far as they exist.</summary>
    public IReadOnlyList<string> Streams(params IReadOnlyList<string> keys) =>
        observability.LogGroups.Where(g => keys.Contains(g.Key)).Select(g => scope.Arn("logs", $"log-group:{g.Name}:*")).ToList();

    public static Statement RegistryLogin() => new(["ecr:GetAuthorizationToken"], ["*"]) { Why = "the action does not support resources" };

    /// <summary>Without a login, public.ecr.aws answers one pull a second from an address, which many builds share.</summary>
    public static Statement PublicRegistryLogin() =>
        new(["ecr-public:GetAuthorizationToken", "sts:GetServiceBearerToken"], ["*"]) { Why = "the actions do not support resources" };

    /// <summary>
    /// AWS adds GuardDuty's agent to tasks, and pulls its image as the task's execution role. Twelve characters are any account.
    /// </summary>
    public Statement GuardDutyAgent() =>
        new(PullImages, [$"arn:{scope.Partition}:ecr:{scope.Region}:????????????:repository/aws-guardduty-agent-fargate"])
        {
            Why = "AWS hosts GuardDuty's agent, in a different account for each region",
        };

    public string RoleRepository(Database database) => scope.Arn("ecr", $"repository/{database.RoleRepository}");

    public static IReadOnlyList<string> PullImages { get; } =
    ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"];

    /// <summary>Passing roles to the tasks of ECS, and to no other service.</summary>
    public Statement PassRoles(params IReadOnlyList<string> keys) =>
        new(["iam:PassRole"], keys.Select(RoleArn).ToList())
        {
            Conditions = [new("StringEquals", "iam:PassedToService", ["ecs-tasks.amazonaws.com"])],
        };

    public string RoleArn(string key) => scope.GlobalArn("iam", $"role/{scope.Name(key)}");

    /// <summary>CodeBuild's artifacts. Source: "Allow CodeBuild to interact with other AWS services" in its guide.</summary>
    /// <param name="writes">Whether the project has an output artifact.</param>
    public Statement[] UseArtifacts(bool writes) =>
        [
            new(["s3:GetObject", "s3:GetObjectVersion", .. writes ? WriteObject : []], [Objects(Artifacts)]),
            new(["s3:GetBucketAcl", "s3:GetBucketLocation"], [Bucket(Artifacts)]),
            UseKey(EncryptionKeys.Data, "s3", ["kms:Decrypt", .. writes ? WriteWithKey : []]),
        ];
}
