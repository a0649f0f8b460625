using System.Text.RegularExpressions;

namespace Railhead.Aws;

/// <summary>
/// What moto, the emulator of the tests, does not support or does not store (measured with moto 5.2; docs/aws/emulator.md lists the
/// errors).
/// </summary>
static partial class MotoGaps
{
    static readonly string[] UnknownTypes =
    [
        "aws_appautoscaling_",
        "aws_codedeploy_",
        "aws_codepipeline",
        "aws_codestarconnections_",
        "aws_codestarnotifications_",
        "aws_budgets_",
        "aws_ce_",
        "aws_db_instance_automated_backups_replication",
    ];

    /// <summary>
    /// RDS instances collide with their replicas. moto ignores the conditions of a Deny statement, so the statement that denies plain HTTP
    /// would lock everybody out of the state. A detector of GuardDuty keeps the feature that was set last.
    /// </summary>
    static readonly string[] UnknownAddresses =
    [
        "aws_db_instance.replica",
        "aws_guardduty_detector_feature.off",
        "aws_s3_bucket_policy.state",
    ];

    /// <summary>Attributes that moto accepts and does not return: unless ignored, every plan would change them.</summary>
    static readonly Dictionary<string, string[]> Forgotten = new(StringComparer.Ordinal)
    {
        ["aws_db_instance"] =
        [
            "performance_insights_enabled",
            "performance_insights_retention_period",
            "performance_insights_kms_key_id",
            "monitoring_interval",
            "monitoring_role_arn",
        ],
        // moto cannot change a project.
        ["aws_codebuild_project"] = ["encryption_key", "environment"],
        ["aws_db_parameter_group"] = ["parameter"],
        // A change of its subnets deletes the group.
        ["aws_db_subnet_group"] = ["subnet_ids"],
        ["aws_ecs_service"] =
        [
            "availability_zone_rebalancing",
            "enable_execute_command",
            "enable_ecs_managed_tags",
            "health_check_grace_period_seconds",
            "launch_type",
            "propagate_tags",
        ],
        ["aws_lambda_function"] = ["kms_key_arn"],
        // A route table that is added gets no route, and without it the endpoint cannot be deleted.
        ["aws_vpc_endpoint"] = ["route_table_ids"],
        ["aws_vpc_security_group_egress_rule"] = ["description"],
        ["aws_vpc_security_group_ingress_rule"] = ["description"],
        ["aws_s3_bucket_replication_configuration"] = ["rule[0].delete_marker_replication", "rule[0].source_selection_criteria"],
    };

    /// <summary>Whether moto accepts an attribute of a type and does not return it.</summary>
    public static bool Forgets(string type, string attribute) =>
        Forgotten.TryGetValue(type, out var attributes) && attributes.Any(name => name.Split('[', '.')[0] == attribute);

    /// <summary>Removes what moto does not support, and the outputs that refer to it.</summary>
    /// <param name="files">Texts by path; changed in place.</param>
    /// <returns>Addresses.</returns>
    public static IReadOnlyList<string> LeaveOut(Dictionary<string, string> files)
    {
        var leftOut = files.Values.SelectMany(HclBlocks.Resources).Where(IsUnknown).Order(StringComparer.Ordinal).ToList();
        foreach (var (path, text) in files.ToList())
        {
            var kept = HclBlocks.Without(
                WithoutValues(WithDays(WithLocations(text)), leftOut),
                (address, block) =>
                    leftOut.Contains(address)
                    || (
                        address.StartsWith("output.", StringComparison.Ordinal)
                        && leftOut.Any(gone => block.Contains(gone, StringComparison.Ordinal))
                    )
            );
            files[path] = leftOut.Aggregate(kept, WithoutReferences);
        }

        return leftOut;
    }

    /// <summary>An ARN in place of what the emulator does not make: policies name it, and it need not exist for that.</summary>
    static string WithoutReferences(string text, string address) =>
        Regex.Replace(
            text,
            $@"(?<![\w.]){Regex.Escape(address)}(?:\[[^\]]+\])?\.\w+",
            $"\"arn:aws:emulator:us-east-1:123456789012:{address.Replace('.', '/')}\""
        );

    /// <summary>Overrides that ignore what the resources ignore anyway, and what moto does not return.</summary>
    public static string Overrides(IReadOnlyCollection<string> files) =>
        string.Concat(
            from file in files
            from address in HclBlocks.Resources(file)
            let parts = address.Split('.')
            where Forgotten.ContainsKey(parts[0])
            let ignored = HclBlocks.Ignored(file, address).Concat(Forgotten[parts[0]]).Distinct()
            select Hcl.Body(
                $$"""
                resource {{parts[0]}} {{parts[1]}} {
                  lifecycle {
                    ignore_changes = {{ignored.Select(attribute => new HclExpression(attribute))}}
                  }
                }
                """
            ).Text + "\n\n"
        );

    /// <summary>A variable of a build or a task that names something which is left out; no test reads it.</summary>
    static string WithoutValues(string text, IEnumerable<string> leftOut) =>
        Variable()
            .Replace(text, line => leftOut.Any(gone => Names(line.Value, gone)) ? $"{line.Groups[1].Value}= \"left out\"" : line.Value);

    static bool Names(string text, string address) =>
        text.Contains($"{address}.", StringComparison.Ordinal) || text.Contains($"{address})", StringComparison.Ordinal);

    /// <summary>moto requires a location, which projects of CodePipeline do not have.</summary>
    static string WithLocations(string text) => PipelineType().Replace(text, "$0\n    location = \"emulator\"");

    /// <summary>moto takes a secret whose rotation has a schedule expression for one that does not rotate.</summary>
    static string WithDays(string text) => Schedule().Replace(text, "automatically_after_days = $1");

    static bool IsUnknown(string address) =>
        UnknownAddresses.Contains(address) || UnknownTypes.Any(type => address.StartsWith(type, StringComparison.Ordinal));

    [GeneratedRegex("^( +[A-Z][A-Z_]+ +)= .*$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex("""^ +type +=\s"CODEPIPELINE"$""", RegexOptions.Multiline)]
    private static partial Regex PipelineType();

    [GeneratedRegex("""schedule_expression = "rate\(([0-9]+) days\)"\n +duration +=[^\n]+""")]
    private static partial Regex Schedule();
}
