using Microsoft.Data.Sqlite;

namespace Railhead.ObjectStore;

/// <summary>One page of a bucket's keys in S3's order.</summary>
/// <param name="From">The least key, as bytes, that may be listed.</param>
sealed record ListQuery(string Bucket, string Prefix, string Delimiter, byte[] From, int MaxKeys);

/// <param name="Name">A key, or the common prefix of keys.</param>
/// <param name="Entry">The object; null for a common prefix.</param>
sealed record Listed(string Name, ObjectEntry? Entry);

/// <param name="Next">Where the next page begins; null after the last.</param>
sealed record ListPage(IReadOnlyList<Listed> Items, byte[]? Next);

/// <summary>Lists keys, and skips all keys below a common prefix in one step.</summary>
static class Listing
{
    public static ListPage Page(SqliteConnection index, ListQuery query)
    {
        var items = new List<Listed>();
        if (query.MaxKeys == 0)
        {
            return new ListPage(items, null);
        }

        var prefix = KeyBytes.Of(query.Prefix);
        var end = KeyBytes.AfterPrefix(prefix);
        var from = query.From.AsSpan().SequenceCompareTo(prefix) > 0 ? query.From : prefix;
        using var snapshot = index.BeginTransaction(deferred: true);
        while (true)
        {
            using var rows = index.Statement(
                $"""
                SELECT {ObjectRows.Columns} FROM objects
                WHERE bucket = $bucket AND latest = 1 AND key >= $from {(end is null ? "" : "AND key < $end")} ORDER BY key LIMIT $limit
                """,
                ("$bucket", query.Bucket),
                ("$from", from),
                ("$end", end),
                ("$limit", query.MaxKeys - items.Count + 1)
            );
            using var reader = rows.ExecuteReader();
            var jumped = false;
            while (!jumped && reader.Read())
            {
                if (items.Count == query.MaxKeys)
                {
                    return new ListPage(items, from);
                }

                var entry = ObjectRows.Entry(reader);
                if (CommonPrefix(entry.Key, query.Prefix, query.Delimiter) is not { } common)
                {
                    items.Add(new Listed(entry.Key, entry));
                    from = KeyBytes.After(KeyBytes.Of(entry.Key));
                    continue;
                }

                items.Add(new Listed(common, null));
                // A prefix is UTF-8, so it is never all 0xFF, and a greater text always exists.
                from = KeyBytes.AfterPrefix(KeyBytes.Of(common))!;
                jumped = true;
            }

            if (!jumped)
            {
                return new ListPage(items, null);
            }
        }
    }

    /// <summary>The part of the key up to the first delimiter behind the prefix; null when there is none.</summary>
    public static string? CommonPrefix(string key, string prefix, string delimiter)
    {
        if (delimiter.Length == 0 || key.Length < prefix.Length)
        {
            return null;
        }

        var at = key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return at < 0 ? null : key[..(at + delimiter.Length)];
    }
}
