namespace Railhead.Model;

/// <summary>The AWS regions known when this was written, and where copies for a disaster go.</summary>
public static class Regions
{
    public static IReadOnlyList<string> Known { get; } =
    [
        "af-south-1",
        "ap-east-1",
        "ap-east-2",
        "ap-northeast-1",
        "ap-northeast-2",
        "ap-northeast-3",
        "ap-south-1",
        "ap-south-2",
        "ap-southeast-1",
        "ap-southeast-2",
        "ap-southeast-3",
        "ap-southeast-4",
        "ap-southeast-5",
        "ap-southeast-6",
        "ap-southeast-7",
        "ca-central-1",
        "ca-west-1",
        "cn-north-1",
        "cn-northwest-1",
        "eu-central-1",
        "eu-central-2",
        "eu-north-1",
        "eu-south-1",
        "eu-south-2",
        "eu-west-1",
        "eu-west-2",
        "eu-west-3",
        "il-central-1",
        "me-central-1",
        "me-south-1",
        "mx-central-1",
        "sa-east-1",
        "us-east-1",
        "us-east-2",
        "us-gov-east-1",
        "us-gov-west-1",
        "us-west-1",
        "us-west-2",
    ];

    /// <summary>The second region of a region: another one under the same jurisdiction where there is one that needs no opt-in.</summary>
    public static string CopyOf(string region) =>
        region switch
        {
            "eu-central-1" => "eu-west-1",
            "eu-west-1" => "eu-central-1",
            "us-east-1" => "us-west-2",
            "cn-north-1" => "cn-northwest-1",
            "cn-northwest-1" => "cn-north-1",
            "us-gov-west-1" => "us-gov-east-1",
            "us-gov-east-1" => "us-gov-west-1",
            "ap-northeast-1" => "ap-northeast-3",
            "ap-southeast-2" => "ap-southeast-1",
            "ca-west-1" => "ca-central-1",
            "ca-central-1" => "ca-west-1",
            "ap-south-2" => "ap-south-1",
            "ap-south-1" => "ap-south-2",
            _ when region.StartsWith("eu-", StringComparison.Ordinal) => "eu-central-1",
            _ when region.StartsWith("ap-", StringComparison.Ordinal) => "ap-northeast-1",
            _ => "us-east-1",
        };

    /// <summary>Letters of the zones that accounts have; a few regions leave one out for accounts that are not very old.</summary>
    public static string ZoneLetters(string region) =>
        region switch
        {
            "ap-northeast-1" => "acd",
            "ca-central-1" => "abd",
            "us-west-1" => "acb",
            _ => "abc",
        };

    /// <summary><c>aws</c>, <c>aws-cn</c> or <c>aws-us-gov</c>: the second part of every ARN.</summary>
    public static string Partition(string region) =>
        region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
        : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov"
        : "aws";
}
