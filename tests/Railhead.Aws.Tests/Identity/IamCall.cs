namespace Railhead.Aws.Tests;

/// <summary>One request as IAM sees it.</summary>
/// <param name="Action">Such as <c>s3:GetObject</c>.</param>
/// <param name="Resource">An ARN, or <c>*</c> for an action that does not support resources.</param>
/// <param name="Context">Condition keys and their values; the names are compared without case.</param>
sealed record IamCall(IamPrincipal Principal, string Action, string Resource, IReadOnlyDictionary<string, string[]> Context)
{
    public string[]? Values(string key) =>
        Context.FirstOrDefault(pair => string.Equals(pair.Key, key, StringComparison.OrdinalIgnoreCase)).Value;
}
