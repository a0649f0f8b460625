using System.Text.RegularExpressions;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>
/// Where the state is: <c>backend.hcl</c> in the environment's folder names the bucket, and so the account. It is written once, by
/// <c>railhead bootstrap</c>, and committed.
/// </summary>
public static partial class Backend
{
    public const string FileName = "backend.hcl";

    public static string BucketName(string region, string account) => $"railhead-state-{region}-{account}";

    public static void Write(string folder, string bucket) =>
        File.WriteAllText(
            Path.Combine(folder, FileName),
            HclFormat.Apply(
                Hcl.Body(
                    $$"""
                    # Where Terraform keeps this environment's state: terraform init -backend-config=backend.hcl
                    bucket = {{bucket}}
                    """
                ).Text
            )
        );

    /// <summary>The bucket of the environment, for the account that the credentials are of.</summary>
    /// <exception cref="RailheadException">There is no file yet, or it is of another account or region.</exception>
    public static string Bucket(string folder, string region, AwsAccount account)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw BackendErrors.Missing(path, Path.GetFileName(folder));
        }

        var bucket = BucketPattern().Match(File.ReadAllText(path)) is { Success: true } match
            ? match.Groups[1].Value
            : throw BackendErrors.NamesNoBucket(path);
        if (OwnName().Match(bucket) is { Success: true } own)
        {
            if (own.Groups[2].Value != account.Id)
            {
                throw BackendErrors.OtherAccount(path, own.Groups[2].Value, account);
            }

            if (own.Groups[1].Value != region)
            {
                throw BackendErrors.OtherRegion(path, own.Groups[1].Value, region);
            }
        }

        return bucket;
    }

    [GeneratedRegex("""^\s*bucket\s*=\s*"([^"]+)"\s*$""", RegexOptions.Multiline)]
    private static partial Regex BucketPattern();

    [GeneratedRegex(@"^railhead-state-(.+)-([0-9]{12})\z")]
    private static partial Regex OwnName();
}
