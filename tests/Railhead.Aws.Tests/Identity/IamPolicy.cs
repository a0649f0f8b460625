namespace Railhead.Aws.Tests;

/// <param name="Place">The resource of the Terraform that carries the policy.</param>
/// <param name="Kind">What it decides about.</param>
/// <param name="Subject">The ARN of the role or resource, or the service of an endpoint.</param>
sealed record IamPolicy(string Place, IamPolicyKind Kind, string Subject, IReadOnlyList<IamStatement> Statements)
{
    /// <summary>Whether it takes part in the decision on a resource: its own, or one below it, such as a bucket's objects.</summary>
    public bool IsFor(string resource) =>
        resource == Subject
        || (Kind == IamPolicyKind.Resource && resource.StartsWith(Subject + "/", StringComparison.Ordinal))
        || (Kind == IamPolicyKind.Logs && resource.StartsWith(Subject + ":", StringComparison.Ordinal));

    /// <summary>Whether the decision on a call could depend on it.</summary>
    public bool Concerns(IamCall call) =>
        Kind switch
        {
            IamPolicyKind.Identity => call.Principal.Name == Subject,
            IamPolicyKind.Endpoint => true,
            _ => IsFor(call.Resource),
        };
}
