namespace Railhead.Aws;

/// <summary>What most rules are made of.</summary>
static class PolicyMatches
{
    public static PolicyMatch Says(this PolicyResource resource, string message) => new(resource, message);

    /// <summary>The resources that are as described, each with the same message.</summary>
    public static IEnumerable<PolicyMatch> That(
        this IEnumerable<PolicyResource> resources,
        Func<PolicyResource, bool> isWrong,
        string message
    ) => resources.Where(isWrong).Select(resource => resource.Says(message));
}
