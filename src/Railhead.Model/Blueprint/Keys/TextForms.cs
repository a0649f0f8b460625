using System.Net;
using System.Text.RegularExpressions;

namespace Railhead.Model;

/// <summary>The forms of names, paths, hosts and the like. Text is checked without the white space at its end.</summary>
static partial class TextForms
{
    public static TextForm AppName { get; } =
        TextForm.Of(
            "lower-case letters, digits and hyphens, 20 at most",
            AppPattern(),
            (at, _, value) => AppDiagnostics.AppName(at, value)
        );

    public static TextForm OneLine { get; } =
        TextForm.Of("text, one line", OneLinePattern(), (at, path, _) => AppDiagnostics.SeveralLines(at, path));

    /// <summary>Only characters that mean nothing to a shell, to nginx or in a Dockerfile.</summary>
    public static TextForm RelativePath { get; } = TextForm.Of("relative path", PathPattern(), AppDiagnostics.NotRelative);

    /// <summary>A relative path in which <c>*</c>, <c>**</c> and <c>?</c> stand for other characters.</summary>
    public static TextForm FilePattern { get; } =
        TextForm.Of("patterns of files", FilePatternPattern(), (at, _, value) => AppDiagnostics.FilePattern(at, value));

    /// <summary>A folder of the repository; <c>.</c> is its root.</summary>
    public static TextForm RepositoryFolder { get; } =
        TextForm.Of("folder of the repository", RepositoryFolderPattern(), (at, _, value) => SourceDiagnostics.NotAFolder(at, value));

    /// <summary>git-check-ref-format(1), with the characters that shells leave alone.</summary>
    public static TextForm Branch { get; } = TextForm.Of("git branch", BranchPattern(), (at, _, value) => AppDiagnostics.Branch(at, value));

    /// <summary>GitHub: an owner of letters, digits and hyphens, 39 at most, and a name of 100 at most.</summary>
    public static TextForm Repository { get; } =
        TextForm.Of("`owner/name`", RepositoryPattern(), (at, _, value) => AppDiagnostics.Repository(at, value));

    /// <summary>RFC 3986 path and query, without quotes; 1024 characters as ALB has it.</summary>
    public static TextForm HealthPath { get; } =
        TextForm.Of("path, 1024 characters at most", HealthPattern(), (at, _, value) => AppDiagnostics.HealthPath(at, value));

    /// <summary>ALB: codes from 200 to 499, as one, a list or a range.</summary>
    public static TextForm Matcher { get; } =
        TextForm.Of("status codes from 200 to 499", MatcherPattern(), (at, _, value) => AppDiagnostics.Matcher(at, value)) with
        {
            Numbers = (200, 499),
        };

    public static TextForm EnvironmentName { get; } =
        TextForm.Of("environment", ShortNamePattern(), (at, _, value) => OperationDiagnostics.EnvironmentName(at, value));

    public static TextForm DeploymentAlarm { get; } =
        new(
            "alarms",
            () => $@"^({string.Join('|', DeploymentKeys.DeploymentAlarms)})\z",
            (at, _, value) => DeploymentKeys.DeploymentAlarms.Contains(value) ? null : OperationDiagnostics.DeploymentAlarm(at, value)
        );

    public static TextForm Region { get; } =
        TextForm.Of("AWS region", RegionPattern(), (at, _, value) => NetworkDiagnostics.Region(at, value));

    public static TextForm Domain { get; } =
        new(
            "host name",
            DomainPattern().ToString,
            (at, _, value) =>
                DomainPattern().IsMatch(value) && !IPAddress.TryParse(value, out var _) ? null : NetworkDiagnostics.Domain(at, value)
        );

    public static TextForm Address { get; } =
        TextForm.Of("IPv4 address", AddressPattern(), (at, _, value) => NetworkDiagnostics.Address(at, value));

    /// <summary>Without bits after the prefix, so that a typing error is not a larger range.</summary>
    public static TextForm AddressRange { get; } =
        new(
            "address ranges",
            RangePattern().ToString,
            (at, _, value) =>
                RangePattern().IsMatch(value) && IPNetwork.TryParse(value, out var _) ? null : NetworkDiagnostics.AddressRange(at, value)
        );

    public static TextForm HttpsUrl { get; } =
        TextForm.Of("https:// address", HttpsUrlPattern(), (at, _, value) => NetworkDiagnostics.HttpsUrl(at, value));

    /// <summary>Relative to the app's folder or absolute; a file, so without a slash at its end.</summary>
    public static TextForm CertificatePath { get; } =
        TextForm.Of("path of a file", CertificatePathPattern(), (at, _, value) => NetworkDiagnostics.CertificatePath(at, value));

    public static TextForm InstanceClass { get; } =
        TextForm.Of("RDS instance class", ClassPattern(), (at, _, value) => DataDiagnostics.Class(at, value));

    public static TextForm Email { get; } =
        TextForm.Of("e-mail addresses", EmailPattern(), (at, _, value) => OperationDiagnostics.Email(at, value));

    public static TextForm VariableName { get; } =
        TextForm.Of("names", VariablePattern(), (at, _, value) => VariableDiagnostics.Name(at, value));

    public static bool IsShortName(string value) => ShortNamePattern().IsMatch(value);

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,19}\z")]
    private static partial Regex AppPattern();

    [GeneratedRegex(@"^[a-z]([a-z0-9-]{0,18}[a-z0-9])?\z")]
    public static partial Regex ShortNamePattern();

    [GeneratedRegex(@"^(?=[\s\S]*\S)[^\u0000-\u0008\u000A-\u001F\u007F-\u009F]*\z")]
    private static partial Regex OneLinePattern();

    [GeneratedRegex(@"^(?!-|\.{1,2}(?:/|\z))[A-Za-z0-9._@+-]+(?:/(?!-|\.{1,2}(?:/|\z))[A-Za-z0-9._@+-]+)*/?\z")]
    private static partial Regex PathPattern();

    [GeneratedRegex(@"^/?(?!\.{1,2}(?:/|\z))[A-Za-z0-9._@+*?-]+(?:/(?!\.{1,2}(?:/|\z))[A-Za-z0-9._@+*?-]+)*\z")]
    private static partial Regex FilePatternPattern();

    [GeneratedRegex(@"^(?:\.|(?!-|\.{1,2}(?:/|\z))[A-Za-z0-9._@+-]+(?:/(?!-|\.{1,2}(?:/|\z))[A-Za-z0-9._@+-]+)*/?)\z")]
    private static partial Regex RepositoryFolderPattern();

    [GeneratedRegex(
        @"^(?!HEAD\z|\S{201}|\S*\.\.|\S*\.lock(?:/|\z)|\S*\.\z)[A-Za-z0-9_][A-Za-z0-9_.+=@#-]*(?:/[A-Za-z0-9_+=@#-][A-Za-z0-9_.+=@#-]*)*\z"
    )]
    private static partial Regex BranchPattern();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]{0,38}/(?!\.{1,2}\z)[A-Za-z0-9._-]{1,100}\z")]
    private static partial Regex RepositoryPattern();

    [GeneratedRegex(@"^/[A-Za-z0-9._~!$&()*+,;=:@%/?-]{0,1023}\z")]
    private static partial Regex HealthPattern();

    /// <summary>A list of codes, or a range that does not go down: by its hundreds, else its tens, else its last digits.</summary>
    [GeneratedRegex(
        @"^(?:[2-4][0-9]{2}(?:,[2-4][0-9]{2})*|2[0-9]{2}-[34][0-9]{2}|3[0-9]{2}-4[0-9]{2}"
            + @"|([2-4])(?:0[0-9]-\1[1-9]|1[0-9]-\1[2-9]|2[0-9]-\1[3-9]|3[0-9]-\1[4-9]|4[0-9]-\1[5-9]|5[0-9]-\1[6-9]|6[0-9]-\1[7-9]"
            + @"|7[0-9]-\1[89]|8[0-9]-\1[9])[0-9]"
            + @"|([2-4][0-9])(?:0-\2[0-9]|1-\2[1-9]|2-\2[2-9]|3-\2[3-9]|4-\2[4-9]|5-\2[5-9]|6-\2[6-9]|7-\2[7-9]|8-\2[89]|9-\2[9]))\z"
    )]
    private static partial Regex MatcherPattern();

    [GeneratedRegex(@"^[a-z]{2}(-[a-z]+){1,2}-[0-9]\z")]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"^(?!\S{254}|(?:[0-9]+\.){0,3}[0-9]+\z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex DomainPattern();

    [GeneratedRegex(@"^(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}\z")]
    private static partial Regex AddressPattern();

    [GeneratedRegex(@"^[0-9A-Fa-f:.]{2,45}/[0-9]{1,3}\z")]
    private static partial Regex RangePattern();

    [GeneratedRegex(@"^https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~!$&()*+,;=:@%/-]*)?\z")]
    private static partial Regex HttpsUrlPattern();

    [GeneratedRegex(@"^(?=[\s\S]*[^/.]\z|[\s\S]*[^/]\.[^/.]+\z)[^\u0000-\u001F\u007F-\u009F]+\z")]
    private static partial Regex CertificatePathPattern();

    [GeneratedRegex(@"^db\.[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex ClassPattern();

    [GeneratedRegex(@"^(?!\S{255})[A-Za-z0-9.!#$%&*+/=?^_{|}~-]+@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}\z")]
    private static partial Regex EmailPattern();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,63}\z")]
    public static partial Regex VariablePattern();

    [GeneratedRegex(@"^([a-z][a-z0-9-]{0,63}|RH6[0-9]{3})\z")]
    public static partial Regex PolicyRulePattern();
}
