namespace Railhead.Model;

/// <summary>Every key of the blueprint.</summary>
static class BlueprintKeys
{
    /// <summary>In the order of the documentation and of <c>railhead show</c>.</summary>
    public static readonly IReadOnlyList<KeySection> Sections =
    [
        AppKeys.Section,
        HealthKeys.Section,
        SourceKeys.Section,
        VariableKeys.Section,
        NetworkKeys.Section,
        ServiceKeys.Section,
        DatabaseKeys.Section,
        StorageKeys.Section,
        DeploymentKeys.Section,
        OperationKeys.Section,
        EnvironmentKeys.Section,
    ];

    public static readonly IReadOnlyList<Key> All = [.. Sections.SelectMany(s => s.Keys)];
}
