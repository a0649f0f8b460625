namespace Railhead.Model;

/// <summary>What RDS's instance classes mean for PostgreSQL.</summary>
public static class DatabaseClasses
{
    /// <summary>
    /// RDS's default, <c>LEAST(DBInstanceClassMemory / 9531392, 5000)</c>, from the class's size; the families r and x have two and four times
    /// the memory.
    /// </summary>
    public static int MaxConnections(string instanceClass)
    {
        var parts = instanceClass.Split('.');
        var factor = parts.ElementAtOrDefault(1) is not { Length: > 0 } family ? 1 : family[0] switch { 'r' => 2, 'x' => 4, _ => 1 };
        var gibibytes = Gibibytes(parts[^1]) * factor;
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
