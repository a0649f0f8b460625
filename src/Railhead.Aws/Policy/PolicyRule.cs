using Railhead.Model;

namespace Railhead.Aws;

/// <summary>One rule of the catalogue, for a plan of any Terraform that builds on AWS.</summary>
/// <param name="Code">Stable, such as <c>RH6001</c>.</param>
/// <param name="Name">Stable too, such as <c>database-encrypted</c>.</param>
/// <param name="Area">Its subject.</param>
/// <param name="Severity">An error lets the check fail.</param>
public sealed record PolicyRule(string Code, string Name, PolicyArea Area, Severity Severity)
{
    /// <summary>Why it matters, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The remedy, in a sentence.</summary>
    public required string Fix { get; init; }

    /// <summary>The address of the documentation that the rule follows.</summary>
    public required string Source { get; init; }

    /// <summary>The same rule's names in scanners of Terraform, such as <c>CKV_AWS_16</c>.</summary>
    public IReadOnlyList<string> Scanners { get; init; } = [];

    /// <summary>The types of resources on which those scanners look for it.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Whether it is for production only. A test environment may save this money.</summary>
    public bool IsForProduction { get; init; }

    /// <summary>The resources that break it.</summary>
    public required Func<PolicyPlan, IEnumerable<PolicyMatch>> Find { get; init; }
}
