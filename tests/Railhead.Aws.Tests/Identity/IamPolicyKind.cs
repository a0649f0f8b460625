namespace Railhead.Aws.Tests;

enum IamPolicyKind
{
    /// <summary>What a role may do.</summary>
    Identity,

    /// <summary>Who may take on a role.</summary>
    Trust,

    /// <summary>Of a bucket, topic, queue, secret, repository or function.</summary>
    Resource,

    /// <summary>Of all log groups of an account in a region.</summary>
    Logs,

    /// <summary>Of a KMS key: the only resource whose account has no rights of its own.</summary>
    Key,

    /// <summary>Of a VPC endpoint.</summary>
    Endpoint,
}
