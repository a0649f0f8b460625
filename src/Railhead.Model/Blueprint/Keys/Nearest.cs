namespace Railhead.Model;

/// <summary>Finds what somebody probably meant.</summary>
public static class Nearest
{
    /// <summary>The closest of <paramref name="known"/>, or null when none is close.</summary>
    public static string? To(string written, IEnumerable<string> known)
    {
        if (written.Length > 40)
        {
            return null;
        }
        var plain = Plain(written);
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var name in known)
        {
            var limit = Math.Max(1, Math.Min(written.Length, name.Length) / 3);
            var other = Plain(name);
            if (Math.Abs(other.Length - plain.Length) > limit)
            {
                continue;
            }
            var distance = Distance(plain, other);
            if (distance <= limit && distance < bestDistance)
            {
                (best, bestDistance) = (name, distance);
            }
        }
        return best;
    }

    static string Plain(string name) =>
        name.ToLowerInvariant().Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);

    /// <summary>Levenshtein's distance, where two neighbours that changed places count once.</summary>
    internal static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            rows[i, 0] = i;
        }
        for (var j = 0; j <= b.Length; j++)
        {
            rows[0, j] = j;
        }
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                var best = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    best = Math.Min(best, rows[i - 2, j - 2] + 1);
                }
                rows[i, j] = best;
            }
        }
        return rows[a.Length, b.Length];
    }
}
