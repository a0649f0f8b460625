namespace Railhead.Aws;

/// <summary>Why a rule does not hold for a resource on purpose.</summary>
/// <param name="Rule">The rule's name or code.</param>
/// <param name="Resource">The address without keys that it is for, or null for all; a <c>*</c> at its end stands for any rest.</param>
/// <param name="Reason">For the reader of the output.</param>
public sealed record PolicyException(string Rule, string? Resource, string Reason)
{
    public bool Covers(PolicyRule rule, PlannedResource resource) =>
        (Rule == rule.Name || Rule == rule.Code)
        && (
            Resource is not { } address
            || (
                address.EndsWith('*')
                    ? resource.ConfigAddress.StartsWith(address[..^1], StringComparison.Ordinal)
                    : resource.ConfigAddress == address
            )
        );
}
