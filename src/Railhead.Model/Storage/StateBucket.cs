using System.Text.RegularExpressions;

namespace Railhead.Model;

/// <summary>
/// The bucket of Terraform's state: one per account and region, for all apps and environments, which have keys of their own in it.
/// </summary>
public static partial class StateBucket
{
    /// <summary>Its name: S3 knows each name once in the world.</summary>
    public static string Name(string region, string account) => $"railhead-state-{region}-{account}";

    /// <summary>The region and account in such a name; null for a bucket that somebody named otherwise.</summary>
    public static (string Region, string Account)? TryParse(string name) =>
        NamePattern().Match(name) is { Success: true } match ? (match.Groups[1].Value, match.Groups[2].Value) : null;

    /// <summary>The bucket of a region. Old versions of a state are the way back from a damaged one.</summary>
    public static Bucket Of(string region) =>
        new(BucketNames.State, $"railhead-state-{region}", Versioning: true, ExpireDays: null)
        {
            GlobalName = Name(region, Scope.Account),
            TlsOnly = true,
            Lifecycle =
            [
                new LifecycleRule
                {
                    Id = "tidy",
                    AbortUploadDays = 7,
                    NoncurrentExpireDays = 365,
                },
            ],
        };

    [GeneratedRegex(@"^railhead-state-(.+)-([0-9]{12})\z")]
    private static partial Regex NamePattern();
}
