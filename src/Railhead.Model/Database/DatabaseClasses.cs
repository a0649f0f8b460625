namespace Railhead.Model;

/// <summary>What RDS's instance classes mean for PostgreSQL.</summary>
public static class DatabaseClasses
{
    /// <summary>
    /// RDS's default, <c>LEAST(DBInstanceClassMemory / 9531392, 5000)</c>, from the class's size; classes with much memory (r, x) have twice as much.
    /// </summary>
    public static int MaxConnections(string instanceClass)
    {
        var parts = instanceClass.Split('.');
        var gibibytes = Gibibytes(parts[^1]) * (parts.Length > 1 && parts[1].StartsWith('r') ? 2 : parts.Length > 1 && parts[1].StartsWith('x') ? 4 : 1);
        return (int)Math.Min(5000, gibibytes * 1024L * 1024 * 1024 / 9531392);
    }

    static long Gibibytes(string size) => size switch
    {
        "micro" => 1,
        "small" => 2,
        "medium" => 4,
        "large" => 8,
        "xlarge" => 16,
        _ when size.EndsWith("xlarge", StringComparison.Ordinal) && int.TryParse(size[..^6], out var factor) => 16L * Math.Clamp(factor, 1, 64),
        _ => 1,
    };
}
