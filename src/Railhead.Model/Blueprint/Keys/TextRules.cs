using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Railhead.Model;

/// <summary>The forms of names, paths, hosts and the like: each gives the finding that a value deserves, or null.</summary>
static partial class TextRules
{
    public static Finding? AppName(Place at, string path, string value) =>
        AppPattern().IsMatch(value) ? null : AppDiagnostics.AppName(at, value);

    public static Finding? OneLine(Place at, string path, string value) =>
        value.Contains('\n', StringComparison.Ordinal) ? AppDiagnostics.SeveralLines(at, path) : null;

    /// <summary>Only characters that mean nothing to a shell, to nginx or in a Dockerfile.</summary>
    public static Finding? RelativePath(Place at, string path, string value) =>
        PathPattern().IsMatch(value) && !value.TrimEnd('/').Split('/').Any(part => part is "." or ".." || part[0] == '-')
            ? null
            : AppDiagnostics.NotRelative(at, path, value);

    /// <summary>git-check-ref-format(1), with the characters that shells leave alone.</summary>
    public static Finding? Branch(Place at, string path, string value) =>
        BranchPattern().IsMatch(value)
        && value.Length <= 200
        && value is not "HEAD"
        && !value.Contains("..", StringComparison.Ordinal)
        && !value.EndsWith('.')
        && value.Split('/').All(part => part.Length > 0 && part[0] != '.' && !part.EndsWith(".lock", StringComparison.Ordinal))
            ? null
            : AppDiagnostics.Branch(at, value);

    /// <summary>GitHub: an owner of letters, digits and hyphens, 39 at most, and a name of 100 at most.</summary>
    public static Finding? Repository(Place at, string path, string value) =>
        RepositoryPattern().IsMatch(value) && value.Split('/')[1] is not ("." or "..") ? null : AppDiagnostics.Repository(at, value);

    /// <summary>RFC 3986 path and query, without quotes; 1024 characters as ALB has it.</summary>
    public static Finding? HealthPath(Place at, string path, string value) =>
        HealthPattern().IsMatch(value) && value.Length <= 1024 ? null : AppDiagnostics.HealthPath(at, value);

    /// <summary>ALB: codes from 200 to 499, as one, a list or a range.</summary>
    public static Finding? Matcher(Place at, string path, string value)
    {
        if (!MatcherPattern().IsMatch(value))
        {
            return AppDiagnostics.Matcher(at, value);
        }
        var codes = value.Split(',', '-').Select(c => int.Parse(c, CultureInfo.InvariantCulture)).ToList();
        var inRange = codes.All(c => c is >= 200 and <= 499);
        return inRange && (!value.Contains('-', StringComparison.Ordinal) || codes[0] <= codes[1])
            ? null
            : AppDiagnostics.Matcher(at, value);
    }

    public static Finding? Region(Place at, string path, string value) =>
        RegionPattern().IsMatch(value) ? null : NetworkDiagnostics.Region(at, value);

    public static Finding? Domain(Place at, string path, string value) =>
        DomainPattern().IsMatch(value) && value.Length <= 253 && !IPAddress.TryParse(value, out _)
            ? null
            : NetworkDiagnostics.Domain(at, value);

    public static Finding? Address(Place at, string path, string value) =>
        AddressPattern().IsMatch(value) && IPAddress.TryParse(value, out var address) && address.ToString() == value
            ? null
            : NetworkDiagnostics.Address(at, value);

    public static Finding? InstanceClass(Place at, string path, string value) =>
        ClassPattern().IsMatch(value) ? null : DataDiagnostics.Class(at, value);

    public static Finding? Email(Place at, string path, string value) =>
        EmailPattern().IsMatch(value) && value.Length <= 254 ? null : OperationDiagnostics.Email(at, value);

    public static Finding? VariableName(Place at, string path, string value) =>
        VariablePattern().IsMatch(value) ? null : VariableDiagnostics.Name(at, value);

    /// <summary>The variable that a command line sets in front of its program (<c>A=b cmd</c>), or null.</summary>
    public static string? AssignedVariable(string command) =>
        AssignmentPattern().Match(command) is { Success: true } match ? match.Groups[1].Value : null;

    public static bool IsShortName(string value) => ShortNamePattern().IsMatch(value);

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,19}\z")]
    private static partial Regex AppPattern();

    [GeneratedRegex(@"^[a-z]([a-z0-9-]{0,18}[a-z0-9])?\z")]
    private static partial Regex ShortNamePattern();

    [GeneratedRegex(@"^[A-Za-z0-9._@+-]+(/[A-Za-z0-9._@+-]+)*/?\z")]
    private static partial Regex PathPattern();

    [GeneratedRegex(@"^[A-Za-z0-9_.][A-Za-z0-9_./+=@#-]*\z")]
    private static partial Regex BranchPattern();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]{0,38}/[A-Za-z0-9._-]{1,100}\z")]
    private static partial Regex RepositoryPattern();

    [GeneratedRegex(@"^/[A-Za-z0-9._~!$&()*+,;=:@%/?-]*\z")]
    private static partial Regex HealthPattern();

    [GeneratedRegex(@"^[0-9]{3}((,[0-9]{3})+|-[0-9]{3})?\z")]
    private static partial Regex MatcherPattern();

    [GeneratedRegex(@"^[a-z]{2}(-[a-z]+){1,2}-[0-9]\z")]
    private static partial Regex RegionPattern();

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z")]
    private static partial Regex DomainPattern();

    [GeneratedRegex(@"^[0-9]{1,3}(\.[0-9]{1,3}){3}\z")]
    private static partial Regex AddressPattern();

    [GeneratedRegex(@"^db\.[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex ClassPattern();

    [GeneratedRegex(@"^[A-Za-z0-9.!#$%&*+/=?^_{|}~-]+@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}\z")]
    private static partial Regex EmailPattern();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,63}\z")]
    private static partial Regex VariablePattern();

    [GeneratedRegex(@"^\s*([A-Za-z_][A-Za-z0-9_]*)=")]
    private static partial Regex AssignmentPattern();
}
