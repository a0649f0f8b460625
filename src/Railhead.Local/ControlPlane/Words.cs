using Railhead.Model;

namespace Railhead.Local;

/// <summary>The interface's words for enums and values.</summary>
public static class Words
{
    public static string Of(DeploymentStatus status) =>
        status switch
        {
            DeploymentStatus.InProgress => "in-progress",
            DeploymentStatus.Succeeded => "succeeded",
            DeploymentStatus.Failed => "failed",
            DeploymentStatus.RolledBack => "rolled-back",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    /// <summary>The end of a deployment as the result of the command that follows it.</summary>
    public static ResultStatus ResultOf(DeploymentStatus status) =>
        status switch
        {
            DeploymentStatus.Succeeded => ResultStatus.Succeeded,
            DeploymentStatus.Failed => ResultStatus.Failed,
            DeploymentStatus.RolledBack => ResultStatus.RolledBack,
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    /// <summary>A time for people: UTC, to the second.</summary>
    public static string Of(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The same text as the beginning of a sentence.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>A commit id in seven digits; anything else whole.</summary>
    public static string Short(string revision) => revision.Length == 40 ? revision[..7] : revision;
}
