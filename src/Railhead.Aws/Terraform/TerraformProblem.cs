using System.Text.RegularExpressions;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Recognizes what Terraform and AWS report when something fails.</summary>
static partial class TerraformProblem
{
    static readonly string[] NoCredentials =
    [
        "No valid credential sources",
        "failed to refresh cached credentials",
        "NoCredentialProviders",
        "no EC2 IMDS role found",
    ];

    /// <param name="text">Terraform's output.</param>
    /// <param name="command">The command that failed.</param>
    public static RailheadException Of(string text, string command)
    {
        text = Colors().Replace(text, "");
        if (text.Contains("Error acquiring the state lock", StringComparison.Ordinal))
        {
            return Locked(text);
        }

        if (Means(text, NoCredentials))
        {
            return TerraformErrors.NoCredentials();
        }

        if (Means(text, "ExpiredToken", "InvalidClientTokenId", "token included in the request is expired", "SignatureDoesNotMatch"))
        {
            return TerraformErrors.CredentialsRefused("they are expired or wrong.");
        }

        if (Means(text, "NoSuchBucket", "S3 bucket \"") && Means(text, "does not exist", "NoSuchBucket"))
        {
            return TerraformErrors.StateBucketMissing();
        }

        if (Means(text, "no matching Route 53 Hosted Zone found"))
        {
            return TerraformErrors.HostedZoneMissing();
        }

        if (Means(text, "Failed to query available provider packages", "could not connect to registry", "Failed to install provider"))
        {
            return TerraformErrors.ProviderUnavailable(Errors(text));
        }

        return Means(text, "already exists", "AlreadyExists", "AlreadyOwnedByYou")
            ? TerraformErrors.AlreadyExists(command, Errors(text))
            : TerraformErrors.Failed(command, Errors(text));
    }

    static RailheadException Locked(string text)
    {
        string Value(string name) => Regex.Match(text, $@"{name}:\s+(\S.*)").Groups[1].Value.Trim('│', ' ');
        return TerraformErrors.StateLocked(Value("Who"), Value("Created"), Value("ID"));
    }

    /// <summary>The error blocks of Terraform's output, without the frames around them.</summary>
    static string Errors(string text)
    {
        var lines = text.Split('\n').Select(line => line.TrimStart('│', '╷', '╵', ' ').TrimEnd()).Where(line => line.Length > 0).ToList();
        var first = lines.FindIndex(line => line.StartsWith("Error:", StringComparison.Ordinal));
        return string.Join('\n', (first < 0 ? lines.TakeLast(20) : lines.Skip(first).Take(40)).Select(line => $"  {line}"));
    }

    static bool Means(string text, params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            if (text.Contains(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"\e\[[0-9;]*m")]
    private static partial Regex Colors();
}
