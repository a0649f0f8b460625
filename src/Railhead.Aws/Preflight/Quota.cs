namespace Railhead.Aws;

/// <summary>A quota of an account in a region.</summary>
/// <param name="Service">Code of the service in Service Quotas.</param>
/// <param name="Code">Code of the quota.</param>
/// <param name="Name">In words.</param>
sealed record Quota(string Service, string Code, string Name)
{
    public static readonly Quota Addresses = new("ec2", "L-0263D0A3", "Elastic IP addresses");
    public static readonly Quota Vpcs = new("vpc", "L-F678F1CE", "VPCs");
    public static readonly Quota Fargate = new("fargate", "L-3032A538", "vCPUs of Fargate on demand");
    public static readonly Quota Spot = new("fargate", "L-36FBB829", "vCPUs of Fargate Spot");
    public static readonly Quota Builds = new("codebuild", "L-2DC20C30", "builds at the same time (Linux/Medium)");

    public static IReadOnlyList<Quota> All { get; } = [Addresses, Vpcs, Fargate, Spot, Builds];
}
