namespace Railhead.Aws;

/// <param name="Id">The access key.</param>
/// <param name="Secret">The secret key.</param>
/// <param name="Token">Of a session, or null.</param>
sealed record AwsKeys(string Id, string Secret, string? Token);
