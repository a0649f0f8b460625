using System.Text.RegularExpressions;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>
/// <c>backend.hcl</c> in the environment's folder: it names the bucket of the state, and with it the account. <c>railhead bootstrap</c>
/// writes it once; it is committed.
/// </summary>
public static partial class Backend
{
    public const string FileName = "backend.hcl";

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

    /// <summary>The bucket that the file names.</summary>
    /// <exception cref="RailheadException">There is no file yet, or it belongs to another account or region.</exception>
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
        if (StateBucket.TryParse(bucket) is { } own && own.Account != account.Id)
        {
            throw BackendErrors.OtherAccount(path, own.Account, account);
        }

        if (StateBucket.TryParse(bucket) is { } named && named.Region != region)
        {
            throw BackendErrors.OtherRegion(path, named.Region, region);
        }

        return bucket;
    }

    [GeneratedRegex("""^\s*bucket\s*=\s*"([^"]+)"\s*$""", RegexOptions.Multiline)]
    private static partial Regex BucketPattern();
}
