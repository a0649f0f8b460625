using System.Text.RegularExpressions;

namespace Railhead.Aws;

/// <summary>Tells a secret by the name of its variable, or by a password in an address.</summary>
static partial class SecretVariables
{
    public static bool IsSecret(string name, string value) =>
        value.Length > 0
        && ((SecretName().IsMatch(name) && !PlainName().IsMatch(name) && !Reference().IsMatch(value)) || Credentials().IsMatch(value));

    [GeneratedRegex("(PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIAL|MASTER_KEY)", RegexOptions.IgnoreCase)]
    private static partial Regex SecretName();

    // The place of a secret, or a setting about it, is none.
    [GeneratedRegex("_(ARN|ID|NAME|FILE|PATH|URL|TTL|LENGTH|EXPIRY|ENABLED|HEADER)$|SECRETS$|TOKENS$", RegexOptions.IgnoreCase)]
    private static partial Regex PlainName();

    [GeneratedRegex("^(arn:aws|\\{\\{resolve:)", RegexOptions.IgnoreCase)]
    private static partial Regex Reference();

    [GeneratedRegex("^[a-z][a-z0-9+.-]*://[^/@:\\s]*:[^/@\\s]+@", RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();
}
