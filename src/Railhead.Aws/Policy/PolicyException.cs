namespace Railhead.Aws;

/// <summary>Why a rule does not hold for a resource on purpose.</summary>
/// <param name="Rule">The rule's name or code.</param>
/// <param name="Resource">The address without keys that it is for, or null for all; a <c>*</c> at its end stands for any rest.</param>
/// <param name="Reason">For the reader of the output.</param>
public sealed record PolicyException(string Rule, string? Resource, string Reason)
{
    public bool IsAbout(PolicyRule rule) => Rule == rule.Name || Rule == rule.Code;

    public bool Covers(PolicyRule rule, PolicyResource resource) => IsAbout(rule) && IsFor(resource.ConfigAddress);

    /// <param name="address">Without keys.</param>
    public bool IsFor(string address) =>
        Resource is not { } mine || (mine.EndsWith('*') ? address.StartsWith(mine[..^1], StringComparison.Ordinal) : address == mine);
}
