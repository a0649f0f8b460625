using System.Text.RegularExpressions;

namespace Railhead.Aws.Tests;

/// <summary>A policy that the reader does not know would be one that nobody checks.</summary>
public sealed partial class PolicyModuleTests
{
    /// <summary>Attributes whose name looks like it, and that grant nothing.</summary>
    static readonly string[] NoPolicies = ["aws_ecr_lifecycle_policy.policy"];

    [Theory]
    [MemberData(nameof(PolicyEnvironments.Names), MemberType = typeof(PolicyEnvironments))]
    public void Every_policy_of_the_Terraform_is_read(string environment)
    {
        var blocks = Blocks(PolicyEnvironments.Files[environment]).Concat(Blocks(Synth.Account("eu-west-1"))).ToList();
        var used = blocks
            .Where(block => block.Kind == "data" || PolicyModule.Carriers.ContainsKey(block.Type))
            .SelectMany(block => ReferencePattern().Matches(block.Text))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();
        var documents = blocks.Where(block => block.Kind == "data" && block.Type == "aws_iam_policy_document").ToList();
        Assert.NotEmpty(documents);
        Assert.All(documents, document => Assert.Contains(document.Labels[1], used));

        var carried = blocks
            .Where(block => block.Kind == "resource")
            .SelectMany(block => AttributePattern().Matches(block.Text).Select(match => (block.Type, Attribute: match.Groups[1].Value)))
            .Where(one => !NoPolicies.Contains($"{one.Type}.{one.Attribute}"))
            .Distinct();
        Assert.All(carried, one => Assert.Contains(one.Attribute, PolicyModule.Carriers.GetValueOrDefault(one.Type, [])));
    }

    static IEnumerable<HclBlock> Blocks(IEnumerable<SynthFile> files) =>
        files.Where(file => file.Path.EndsWith(".tf", StringComparison.Ordinal)).SelectMany(file => HclBlock.Of(file.Text));

    [GeneratedRegex(@"data\.aws_iam_policy_document\.(\w+)")]
    private static partial Regex ReferencePattern();

    [GeneratedRegex(
        @"^ +(policy|policy_arns?|policy_document|assume_role_policy|inline_policy|managed_policy_arns|access_policies)\b",
        RegexOptions.Multiline
    )]
    private static partial Regex AttributePattern();
}
