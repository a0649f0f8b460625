namespace Railhead.Aws;

/// <summary>A statement of an IAM policy, as far as a plan shows it.</summary>
/// <param name="Resource">The resource of Terraform that holds it.</param>
/// <param name="Kind">What it is attached to.</param>
/// <param name="Allows">Its effect.</param>
/// <param name="Actions">The actions; empty for <c>NotAction</c>.</param>
/// <param name="Resources">The resources that are known; those that only the apply knows are left out.</param>
/// <param name="Principals">Kind and name: <c>Service ecs-tasks.amazonaws.com</c>, <c>AWS *</c>.</param>
/// <param name="ConditionKeys">The keys that its conditions ask for, in lower case.</param>
public sealed record PolicyStatement(
    PolicyResource Resource,
    PolicyKind Kind,
    bool Allows,
    IReadOnlyList<string> Actions,
    IReadOnlyList<string> Resources,
    IReadOnlyList<(string Kind, string Name)> Principals,
    IReadOnlyList<string> ConditionKeys
)
{
    // Other conditions, such as a region or a time, let in everybody who meets them.
    static readonly string[] CallerKeys =
    [
        "aws:PrincipalAccount",
        "aws:PrincipalArn",
        "aws:PrincipalOrg*",
        "aws:PrincipalTag/*",
        "aws:SourceAccount",
        "aws:SourceArn",
        "aws:SourceIp",
        "aws:SourceOrg*",
        "aws:SourceOwner",
        "aws:SourceVpc*",
        "aws:userid",
        "aws:username",
        "aws:VpcSourceIp",
        "kms:CallerAccount",
        "s3:DataAccessPointAccount",
        "sts:ExternalId",
    ];

    /// <summary>Whether a condition says who the caller is, or from where.</summary>
    public bool AsksWhoCalls => Asks(CallerKeys);

    public bool IsOnEverything => Resources.Contains("*");

    /// <summary>Whether anybody is meant.</summary>
    public bool IsForEverybody => Principals.Any(principal => principal is { Kind: "AWS" or "*", Name: "*" });

    /// <summary>Whether it has a condition on one of these keys; a key that ends in <c>*</c> stands for all that begin so.</summary>
    public bool Asks(params IReadOnlyList<string> keys) =>
        ConditionKeys.Any(asked =>
            keys.Any(key =>
                key.EndsWith('*')
                    ? asked.StartsWith(key[..^1], StringComparison.OrdinalIgnoreCase)
                    : asked.Equals(key, StringComparison.OrdinalIgnoreCase)
            )
        );
}

/// <summary>What a policy is attached to.</summary>
public enum PolicyKind
{
    /// <summary>A role, user or group.</summary>
    Identity,

    /// <summary>A role, and says who may take it.</summary>
    Trust,

    /// <summary>A key of KMS.</summary>
    Key,

    /// <summary>Any other resource, such as a bucket or a topic.</summary>
    Resource,
}
