namespace Railhead.Aws;

/// <param name="ExitCode">0 is success.</param>
/// <param name="Output">Standard output, unless it was listened to.</param>
/// <param name="Error">Standard error.</param>
public sealed record TerraformResult(int ExitCode, string Output, string Error);
