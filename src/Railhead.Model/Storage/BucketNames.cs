using System.Text.RegularExpressions;

namespace Railhead.Model;

/// <summary>The names of buckets that have a meaning.</summary>
public static partial class BucketNames
{
    /// <summary>The app's bucket that is always there.</summary>
    public const string Files = "files";

    public const string Artifacts = "artifacts";
    public const string AccessLogs = "access-logs";
    public const string State = "state";

    const string CopyEnding = "-copy";

    /// <summary>Key and name of a bucket's copy in a second region.</summary>
    public static string Copy(string key) => key + CopyEnding;

    /// <summary>The names that the user may give: none of Railhead's own.</summary>
    [GeneratedRegex($@"^(?!(?:{Artifacts}|{AccessLogs}|{State})\z)(?!.*{CopyEnding}\z)")]
    internal static partial Regex FreePattern();
}
