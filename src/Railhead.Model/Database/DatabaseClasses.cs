namespace Railhead.Model;

/// <summary>Facts about RDS's instance classes for PostgreSQL.</summary>
public static class DatabaseClasses
{
    /// <summary>
    /// RDS's default, <c>LEAST(DBInstanceClassMemory / 9531392, 5000)</c>, from the class's size; families r and x have two and four
    /// times the memory. DBInstanceClassMemory is less than what the class is sold with: about 5 % and 256 MiB are the system's,
    /// which leaves db.t4g.micro some 80 connections instead of 112.
    /// </summary>
    public static int MaxConnections(string instanceClass)
    {
        var bytes = ((Memory(instanceClass) / Mebibyte * 95 / 100) - 256) * Mebibyte;
        return (int)Math.Min(5000, bytes / 9531392);
    }

    /// <summary>Bytes that the class is sold with.</summary>
    public static long Memory(string instanceClass)
    {
        var parts = instanceClass.Split('.');
        var factor = parts.ElementAtOrDefault(1) is not { Length: > 0 } family
            ? 1
            : family[0] switch
            {
                'r' => 2,
                'x' => 4,
                _ => 1,
            };
        return Gibibytes(parts[^1]) * factor * 1024 * Mebibyte;
    }

    /// <summary>Whether the class earns CPU credits.</summary>
    public static bool IsBurstable(string instanceClass) => instanceClass.StartsWith("db.t", StringComparison.Ordinal);

    const long Mebibyte = 1024 * 1024;

    static long Gibibytes(string size) =>
        size switch
        {
            "micro" => 1,
            "small" => 2,
            "medium" => 4,
            "large" => 8,
            "xlarge" => 16,
            _ when size.EndsWith("xlarge", StringComparison.Ordinal) && int.TryParse(size[..^6], out var factor) => 16L
                * Math.Clamp(factor, 1, 64),
            _ => 1,
        };
}
