using System.Text.RegularExpressions;

namespace Railhead.Local;

/// <summary>
/// The two name spaces of secrets: a name with a slash, such as <c>rds/app</c>, is the platform's; a variable's name is the user's.
/// </summary>
public static partial class SecretName
{
    /// <summary>The password of the app's database role.</summary>
    public const string DatabasePassword = "rds/app";

    /// <summary>The key (base64) that signs the credentials of roles.</summary>
    public const string SigningKey = "identity/signing-key";

    /// <summary>A message about secrets without a value, with the commands that set them.</summary>
    /// <param name="names">One or more.</param>
    /// <param name="environmentOption">See <see cref="EnvironmentRecord.EnvironmentOption"/>.</param>
    public static string Missing(IReadOnlyList<string> names, string environmentOption)
    {
        var commands = string.Join("; ", names.Select(name => $"railhead secrets set {name}{environmentOption} < FILE"));
        return names.Count == 1
            ? $"The secret {names[0]} of railhead.yaml has no value yet. Set it: {commands}"
            : $"These secrets of railhead.yaml have no value yet: {string.Join(", ", names)}. Set them: {commands}";
    }

    /// <summary>Whether it can be a user's secret: the name of an environment variable.</summary>
    public static bool IsCustom(string name) => Custom().IsMatch(name);

    /// <summary>Whether it can be one of the platform's own.</summary>
    public static bool IsPlatform(string name) => Platform().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]{0,127}\z")]
    private static partial Regex Custom();

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,63}/[a-z][a-z0-9-]{0,63}\z")]
    private static partial Regex Platform();
}
