namespace Railhead.Model;

/// <summary>The parts of the names in an architecture.</summary>
sealed record Scope(string App, string Environment, string Region)
{
    /// <summary>Stands in ARNs for the AWS account, which nobody knows before Terraform runs.</summary>
    public const string Account = "{account}";

    public Tier Tier => Tiers.Of(Environment);

    public bool IsProduction => Tier == Tier.Production;

    /// <summary>Such as <c>guestbook-production</c>.</summary>
    public string Base => Naming.Of(App, Environment);

    public string Name(string what, int limit = Naming.RoleLimit, params ReadOnlySpan<string> reserved) =>
        Naming.Of(App, Environment, what, limit, reserved);

    /// <summary>A path below the environment's: secrets and parameters.</summary>
    public string Path(string what) => $"{App}/{Environment}/{what}";

    /// <summary>Where copies go that must survive the loss of the region.</summary>
    public string CopyRegion => Regions.CopyOf(Region);

    public string Partition => Regions.Partition(Region);

    public string Arn(string service, string resource) => $"arn:{Partition}:{service}:{Region}:{Account}:{resource}";

    /// <summary>An ARN of a service without regions: IAM.</summary>
    public string GlobalArn(string service, string resource) => $"arn:{Partition}:{service}::{Account}:{resource}";

    public string BucketArn(string name) => $"arn:{Partition}:s3:::{name}";
}
