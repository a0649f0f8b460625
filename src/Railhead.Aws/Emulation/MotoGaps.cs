using System.Text;

namespace Railhead.Aws;

/// <summary>What moto, the emulator of the tests, does not know or forgets (measured with moto 5.2; docs/aws/emulator.md has the list with errors).</summary>
static class MotoGaps
{
    static readonly string[] UnknownTypes =
    [
        "aws_appautoscaling_", "aws_codedeploy_", "aws_codepipeline", "aws_codestarconnections_", "aws_codestarnotifications_", "aws_budgets_",
        "aws_ce_", "aws_db_instance_automated_backups_replication", "aws_guardduty_detector_feature",
    ];

    /// <summary>
    /// Instances of RDS collide with their replicas; and moto reads a policy's Deny without its conditions, so that the rule that only
    /// refuses plain HTTP would lock everybody out of the state.
    /// </summary>
    static readonly string[] UnknownAddresses = ["aws_db_instance.replica", "aws_s3_bucket_policy.state"];

    /// <summary>Attributes that moto takes and does not give back: without these every plan would change them.</summary>
    static readonly (string Address, string[] Attributes)[] Forgotten =
    [
        ("aws_db_parameter_group.main", ["parameter"]),
    ];

    /// <summary>Cuts what moto does not know, and the outputs that speak of it.</summary>
    /// <param name="files">Texts by path; changed in place.</param>
    /// <returns>Addresses.</returns>
    public static IReadOnlyList<string> LeaveOut(Dictionary<string, string> files)
    {
        var leftOut = files.Values.SelectMany(HclBlocks.Resources).Where(IsUnknown).Order(StringComparer.Ordinal).ToList();
        foreach (var (path, text) in files.ToList())
        {
            files[path] = HclBlocks.Without(text, (address, block) => leftOut.Contains(address)
                || (address.StartsWith("output.", StringComparison.Ordinal) && leftOut.Any(gone => block.Contains(gone, StringComparison.Ordinal))));
        }

        return leftOut;
    }

    public static string Overrides(IEnumerable<string> files)
    {
        var present = files.SelectMany(HclBlocks.Resources).ToHashSet(StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var (address, attributes) in Forgotten.Where(entry => present.Contains(entry.Address)))
        {
            var parts = address.Split('.');
            text.Append(Hcl.Body($$"""
                resource {{parts[0]}} {{parts[1]}} {
                  lifecycle {
                    ignore_changes = {{attributes.Select(Hcl.Ref)}}
                  }
                }
                """).Text).Append("\n\n");
        }

        return text.ToString();
    }

    static bool IsUnknown(string address) =>
        UnknownAddresses.Contains(address) || UnknownTypes.Any(type => address.StartsWith(type, StringComparison.Ordinal));
}
