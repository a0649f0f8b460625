using System.Text.RegularExpressions;

namespace Railhead.ObjectStore;

/// <summary>S3's rules for the names of buckets.</summary>
static partial class BucketName
{
    public static bool IsValid(string name) =>
        name.Length is >= 3 and <= 63 && Form().IsMatch(name) && !System.Net.IPAddress.TryParse(name, out _);

    [GeneratedRegex(@"^[a-z0-9](?:[a-z0-9-]|\.(?!\.))*[a-z0-9]\z")]
    private static partial Regex Form();
}
