using System.Text.RegularExpressions;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>What Terraform and AWS say when something fails, as what it means and what to do.</summary>
static partial class TerraformProblem
{
    /// <param name="text">Everything that Terraform said.</param>
    /// <param name="command">The command that failed.</param>
    public static RailheadException Of(string text, string command)
    {
        text = Colors().Replace(text, "");
        if (text.Contains("Error acquiring the state lock", StringComparison.Ordinal))
        {
            return Locked(text);
        }

        if (
            Means(
                text,
                "No valid credential sources",
                "failed to refresh cached credentials",
                "NoCredentialProviders",
                "no EC2 IMDS role found"
            )
        )
        {
            return new RailheadException("RH5010", "There are no AWS credentials.", CredentialsHint);
        }

        if (Means(text, "ExpiredToken", "InvalidClientTokenId", "token included in the request is expired", "SignatureDoesNotMatch"))
        {
            return new RailheadException("RH5011", "AWS refuses the credentials: expired or wrong.", CredentialsHint);
        }

        if (Means(text, "NoSuchBucket", "S3 bucket \"") && Means(text, "does not exist", "NoSuchBucket"))
        {
            return new RailheadException(
                "RH5012",
                "The bucket for Terraform's state does not exist in this account and region.",
                "Make it: railhead bootstrap, with the same --env."
            );
        }

        if (Means(text, "no matching Route 53 Hosted Zone found"))
        {
            return new RailheadException(
                "RH5015",
                "The domain's zone is not in Route 53 in this account.",
                "aws route53 create-hosted-zone --name example.com --caller-reference 1, then its name servers go to the registrar. Which zone is meant: variable hosted_zone in load_balancing.tf."
            );
        }

        if (Means(text, "Failed to query available provider packages", "could not connect to registry", "Failed to install provider"))
        {
            return new RailheadException(
                "RH5003",
                $"Terraform could not get the AWS provider. It says:\n{Errors(text)}",
                "It comes from registry.terraform.io; without that, a mirror on disk is named in Terraform's CLI configuration (provider_installation)."
            );
        }

        if (Means(text, "already exists", "AlreadyExists", "AlreadyOwnedByYou"))
        {
            return new RailheadException(
                "RH5016",
                $"terraform {command} failed:\n{Errors(text)}",
                "What exists is not in the state: an apply that was interrupted made it, or somebody else. Take it over with terraform import ADDRESS NAME in the environment's folder, or delete it; then apply again."
            );
        }

        return new RailheadException("RH5002", $"terraform {command} failed:\n{Errors(text)}");
    }

    public const string CredentialsHint = "Log in (aws sso login, aws configure), and choose with AWS_PROFILE where there are several.";

    static RailheadException Locked(string text)
    {
        string Value(string name) => Regex.Match(text, $@"{name}:\s+(\S.*)").Groups[1].Value.Trim('│', ' ');
        return new RailheadException(
            "RH5013",
            $"Somebody else is changing this environment: the state is locked by {Value("Who")} since {Value("Created")}.",
            $"Wait until it has ended. If it was killed and nobody works on it: terraform force-unlock {Value("ID")} in the environment's folder."
        );
    }

    /// <summary>The error blocks of Terraform's text, without frames.</summary>
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
