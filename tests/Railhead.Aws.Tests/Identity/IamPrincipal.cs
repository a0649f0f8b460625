namespace Railhead.Aws.Tests;

/// <summary>The maker of a call: a role of an account, an AWS service, or an account's own people.</summary>
/// <param name="Name">A role's ARN, or a service such as <c>logs.eu-west-1.amazonaws.com</c>.</param>
sealed record IamPrincipal(string Name)
{
    public bool IsService => !Name.StartsWith("arn:", StringComparison.Ordinal);

    /// <summary>The account; empty for a service.</summary>
    public string Account => IsService ? "" : Name.Split(':')[4];
}
