namespace Railhead.Aws;

/// <summary>The sizes of database classes, in their order.</summary>
static class DatabaseSizes
{
    static readonly string[] InOrder = ["micro", "small", "medium", "large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "16xlarge"];

    /// <summary>The class of the same family that is one size larger, or null.</summary>
    public static string? Next(string instanceClass)
    {
        var parts = instanceClass.Split('.');
        var at = Array.IndexOf(InOrder, parts[^1]);
        return at < 0 || at == InOrder.Length - 1 ? null : string.Join('.', [.. parts[..^1], InOrder[at + 1]]);
    }
}
