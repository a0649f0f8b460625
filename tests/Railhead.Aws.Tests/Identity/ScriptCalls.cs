using System.Globalization;
using System.Text.RegularExpressions;

namespace Railhead.Aws.Tests;

/// <summary>
/// The calls of AWS's API in the scripts of an environment: <c>aws SERVICE COMMAND</c>, boto3, and Docker with its registry.
/// </summary>
static partial class ScriptCalls
{
    /// <summary>The services whose name in the CLI or in boto3 is not their prefix in IAM.</summary>
    static readonly Dictionary<string, string> Prefixes = new()
    {
        ["deploy"] = "codedeploy",
        ["elbv2"] = "elasticloadbalancing",
        ["s3api"] = "s3",
    };

    /// <summary>Commands of the CLI that are not named after the API's action.</summary>
    static readonly Dictionary<string, string> Commands = new() { ["get-login-password"] = "GetAuthorizationToken" };

    /// <summary>Each call as the table's source names it, and the action that it needs; no action for Docker.</summary>
    public static IEnumerable<(string Source, string? Action)> Of(IEnumerable<SynthFile> files) =>
        files.Where(file => file.Bytes is null).SelectMany(file => Of(file.Path, file.Text)).Distinct();

    public static IEnumerable<(string Source, string? Action)> Of(string path, string text)
    {
        if (path.EndsWith(".py", StringComparison.Ordinal))
        {
            return OfPython(text).Select(call => ($"{path}: {call.Service}.{call.Method}", (string?)Action(call.Service, call.Method)));
        }

        if (!path.EndsWith(".sh", StringComparison.Ordinal) && !path.EndsWith(".yml", StringComparison.Ordinal))
        {
            return [];
        }

        var code = string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith('#')));
        return CliPattern()
            .Matches(code)
            .Select(match =>
                (
                    $"{path}: aws {match.Groups[1].Value} {match.Groups[2].Value}",
                    (string?)Action(match.Groups[1].Value, match.Groups[2].Value)
                )
            )
            .Concat(DockerPattern().Matches(code).Select(match => ($"{path}: docker {match.Groups[1].Value}", (string?)null)));
    }

    static IEnumerable<(string Service, string Method)> OfPython(string text) =>
        from client in ClientPattern().Matches(text)
        from match in Regex.Matches(text, $"""\b{client.Groups[1].Value}\.(?:get_paginator\("(\w+)"\)|(\w+)\()""")
        select (client.Groups[2].Value, match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value);

    static string Action(string service, string command) =>
        $"{Prefixes.GetValueOrDefault(service, service)}:"
        + Commands.GetValueOrDefault(
            command,
            string.Concat(command.Split('-', '_').Select(word => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(word)))
        );

    /// <summary>Where a shell expects a command; not in the middle of a message that tells people what to type.</summary>
    [GeneratedRegex(
        @"(?:^\s*(?:- )?|\$\(|[|&;{!(] *|\b(?:if|then|do|while|until|else|exec) )aws +([a-z0-9-]+) +([a-z0-9-]+)",
        RegexOptions.Multiline
    )]
    private static partial Regex CliPattern();

    [GeneratedRegex(
        @"(?:^\s*(?:- )?|\$\(|[|&;{!(] *|\b(?:if|then|do|while|until|else|exec) )docker +(push|pull)\b",
        RegexOptions.Multiline
    )]
    private static partial Regex DockerPattern();

    [GeneratedRegex("""^(\w+) = boto3\.client\("([\w-]+)"\)""", RegexOptions.Multiline)]
    private static partial Regex ClientPattern();
}
