using System.Globalization;
using System.Text.RegularExpressions;

namespace Railhead.Model;

/// <summary>AWS's rules for names, with their sources: <c>check</c>, <c>synth</c> and the tests use this one table.</summary>
public static class AwsNameRules
{
    public const string LoadBalancer = "a load balancer";
    public const string TargetGroup = "a target group";
    public const string SecurityGroup = "a security group";
    public const string Bucket = "a bucket";
    public const string Role = "an IAM role";
    public const string Repository = "an image repository";
    public const string Parameter = "a parameter";
    public const string Secret = "a secret";
    public const string DatabaseInstance = "a database server";
    public const string Database = "a database";
    public const string DatabaseUser = "a database's administrator";
    public const string LogGroup = "a log group";
    public const string MetricNamespace = "a namespace of metrics";
    public const string Cluster = "an ECS cluster or service";
    public const string TaskFamily = "a task definition";
    public const string Pipeline = "a pipeline";
    public const string BuildProject = "a build project";
    public const string Connection = "a connection to GitHub";
    public const string Function = "a function";
    public const string KeyAlias = "an alias of a key";
    public const string Topic = "a topic";
    public const string Alarm = "an alarm";
    public const string EventRule = "a rule for events";
    public const string Dashboard = "a dashboard";
    public const string Firewall = "a firewall";
    public const string Certificate = "a certificate";
    public const string Tag = "a tag's value";

    const string Elb = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_";
    const string S3 = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html";
    const string Ssm = "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-parameter-name-constraints.html";
    const string Secrets = "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html";
    const string Rds = "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html";
    const string Ec2 = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html";
    const string Ecr = "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html";
    const string Logs = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html";

    public static IReadOnlyList<AwsNameRule> All { get; } =
    [
        Longest("Elastic Load Balancing", LoadBalancer, 32, Elb + "CreateLoadBalancer.html"),
        Pattern("Elastic Load Balancing", LoadBalancer, "^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$", Elb + "CreateLoadBalancer.html"),
        NotBegin("Elastic Load Balancing", LoadBalancer, Elb + "CreateLoadBalancer.html", "internal-"),
        Longest("Elastic Load Balancing", TargetGroup, 32, Elb + "CreateTargetGroup.html"),
        Pattern("Elastic Load Balancing", TargetGroup, "^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$", Elb + "CreateTargetGroup.html"),
        Longest("EC2", SecurityGroup, 255, Ec2),
        Pattern("EC2", SecurityGroup, @"^[A-Za-z0-9 ._:/()#,@\[\]+=&;{}!$*-]+$", Ec2),
        NotBegin("EC2", SecurityGroup, Ec2, "sg-"),
        Longest("S3", Bucket, 63, S3),
        Pattern("S3", Bucket, "^[a-z0-9][a-z0-9.-]+[a-z0-9]$", S3),
        new("S3", Bucket, "has two dots in a row", S3, name => !name.Contains("..", StringComparison.Ordinal)),
        NotBegin("S3", Bucket, S3, "xn--", "sthree-", "amzn-s3-demo-"),
        NotEnd("S3", Bucket, S3, "-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"),
        Longest("IAM", Role, 64, "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html"),
        Pattern("IAM", Role, "^[A-Za-z0-9_+=,.@-]+$", "https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html"),
        Longest("ECR", Repository, 256, Ecr),
        Pattern("ECR", Repository, "^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$", Ecr),
        // Of the 1011, 66 and less are the ARN before the name.
        Longest("Systems Manager", Parameter, 1011 - 66, Ssm),
        Pattern("Systems Manager", Parameter, "^[A-Za-z0-9_./-]+$", Ssm),
        new("Systems Manager", Parameter, "has more than 15 levels", Ssm, name => name.Trim('/').Split('/').Length <= 15),
        NotBegin("Systems Manager", Parameter, Ssm, "aws", "/aws", "ssm", "/ssm"),
        Longest("Secrets Manager", Secret, 512, Secrets),
        Pattern("Secrets Manager", Secret, "^[A-Za-z0-9/_+=.@-]+$", Secrets),
        new(
            "Secrets Manager",
            Secret,
            "ends with a hyphen and six characters, as Secrets Manager's own ARNs do",
            Secrets,
            name => name.Length < 7 || name[^7] != '-' || name[^6..].Contains('/', StringComparison.Ordinal)
        ),
        Longest("RDS", DatabaseInstance, 63, Rds),
        Pattern("RDS", DatabaseInstance, "^[A-Za-z](-?[A-Za-z0-9])*$", Rds),
        Longest("RDS", Database, 63, Rds),
        Pattern("RDS", Database, "^[A-Za-z_][A-Za-z0-9_]*$", Rds),
        new("RDS", Database, "is a word that PostgreSQL reserves", Rds, name => DatabaseCompiler.PostgresName(name) == name),
        Longest("RDS", DatabaseUser, 63, Rds),
        Pattern("RDS", DatabaseUser, "^[A-Za-z][A-Za-z0-9_]*$", Rds),
        NotBegin("RDS", DatabaseUser, Rds, "pg_", "rds"),
        new("RDS", DatabaseUser, "is a word that PostgreSQL reserves", Rds, name => !DatabaseCompiler.ReservedNames.Contains(name)),
        Longest("CloudWatch Logs", LogGroup, 512, Logs),
        Pattern("CloudWatch Logs", LogGroup, "^[A-Za-z0-9_./#-]+$", Logs),
        new("CloudWatch Logs", LogGroup, "begins with \"aws/\"", Logs, name => !name.StartsWith("aws/", StringComparison.Ordinal)),
        new(
            "CloudWatch",
            MetricNamespace,
            "begins with \"AWS/\"",
            "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html",
            name => !name.StartsWith("AWS/", StringComparison.Ordinal)
        ),
        Longest("ECS", Cluster, 255, "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html"),
        Longest("ECS", TaskFamily, 255, "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html"),
        Longest("CodePipeline and CodeDeploy", Pipeline, 100, "https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html"),
        Longest("CodeBuild", BuildProject, 150, "https://docs.aws.amazon.com/codebuild/latest/userguide/limits.html"),
        Longest(
            "CodeConnections",
            Connection,
            32,
            "https://docs.aws.amazon.com/codeconnections/latest/APIReference/API_CreateConnection.html"
        ),
        Longest("Lambda", Function, 64, "https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html"),
        Longest("KMS", KeyAlias, 256, "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html"),
        NotBegin("KMS", KeyAlias, "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html", "alias/aws/"),
        Longest("SNS", Topic, 256, "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html"),
        Longest("CloudWatch", Alarm, 255, "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html"),
        Longest("EventBridge", EventRule, 64, "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html"),
        Longest("CloudWatch", Dashboard, 255, "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html"),
        Longest("WAF", Firewall, 128, "https://docs.aws.amazon.com/waf/latest/APIReference/API_CreateWebACL.html"),
        Longest("ACM", Certificate, 64, "https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html"),
        Longest("Tagging", Tag, 256, "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html"),
        NotBegin("Tagging", Tag, "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html", "aws:"),
    ];

    /// <summary>The first rule that a name breaks; null: AWS takes it.</summary>
    public static AwsNameRule? Broken(AwsName name)
    {
        // An account's number has twelve digits.
        var written = name.Name.Replace(Scope.Account, "123456789012", StringComparison.Ordinal);
        return All.FirstOrDefault(rule => rule.Resource == name.Resource && !rule.Accepts(written));
    }

    static AwsNameRule Longest(string service, string resource, int limit, string source) =>
        new(
            service,
            resource,
            string.Create(CultureInfo.InvariantCulture, $"has more than {limit} characters"),
            source,
            name => name.Length <= limit
        );

    static AwsNameRule Pattern(string service, string resource, string pattern, string source) =>
        new(service, resource, $"does not match {pattern}", source, name => Regex.IsMatch(name, pattern, RegexOptions.CultureInvariant));

    static AwsNameRule NotBegin(string service, string resource, string source, params IReadOnlyList<string> prefixes) =>
        new(
            service,
            resource,
            $"begins with {string.Join(" or ", prefixes.Select(prefix => $"\"{prefix}\""))}, which AWS reserves",
            source,
            name => !prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
        );

    static AwsNameRule NotEnd(string service, string resource, string source, params IReadOnlyList<string> endings) =>
        new(
            service,
            resource,
            $"ends with {string.Join(" or ", endings.Select(ending => $"\"{ending}\""))}, which AWS reserves",
            source,
            name => !endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))
        );
}
