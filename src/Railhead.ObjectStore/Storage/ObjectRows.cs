using Microsoft.Data.Sqlite;

namespace Railhead.ObjectStore;

/// <summary>Reads, adds and removes the index's rows of objects.</summary>
static class ObjectRows
{
    /// <summary>The columns that <see cref="Entry"/> reads.</summary>
    public const string Columns = "id, key, size, etag, modified, headers, checksum";

    public static ObjectEntry Entry(SqliteDataReader row) =>
        new(
            row.GetInt64(0),
            row.Key(1),
            row.GetInt64(2),
            row.GetString(3),
            row.Time(4),
            HeadersJson.Read(row.GetString(5)),
            Checksum.Parse(row.Text(6))
        );

    public static ObjectEntry? Find(SqliteConnection index, string bucket, string key) =>
        index
            .Query(
                $"SELECT {Columns} FROM objects WHERE bucket = $bucket AND key = $key AND latest = 1",
                Entry,
                ("$bucket", bucket),
                ("$key", KeyBytes.Of(key))
            )
            .FirstOrDefault();

    /// <summary>The content of the object, at least one segment; empty if the object no longer exists.</summary>
    public static List<Segment> Segments(SqliteConnection index, long id) =>
        index.Query(
            "SELECT number, blob, size FROM segments WHERE object = $id ORDER BY number",
            row => new Segment(row.GetInt32(0), row.GetString(1), row.GetInt64(2)),
            ("$id", id)
        );

    /// <summary>Replaces the present object, and returns that object's blobs.</summary>
    /// <param name="upload">The multipart upload that created it, so that a repeated completion is recognised.</param>
    public static (long Id, Removed? Replaced) Put(
        SqliteConnection index,
        NewObject added,
        IReadOnlyList<Segment> segments,
        WriteCondition condition,
        string? upload = null
    )
    {
        condition.Check(Find(index, added.Bucket, added.Key), added.Key);
        var replaced = Delete(index, added.Bucket, added.Key);
        var id = index.Scalar<long>(
            """
            INSERT INTO objects(bucket, key, size, etag, modified, headers, checksum, upload)
            VALUES($bucket, $key, $size, $etag, $modified, $headers, $checksum, $upload) RETURNING id
            """,
            ("$bucket", added.Bucket),
            ("$key", KeyBytes.Of(added.Key)),
            ("$size", added.Size),
            ("$etag", added.ETag),
            ("$modified", added.Modified.ToUnixTimeMilliseconds()),
            ("$headers", HeadersJson.Write(added.Headers)),
            ("$checksum", added.Checksum?.ToString()),
            ("$upload", upload)
        );
        foreach (var segment in segments)
        {
            index.Execute(
                "INSERT INTO segments(object, number, blob, size) VALUES($object, $number, $blob, $size)",
                ("$object", id),
                ("$number", segment.Number),
                ("$blob", segment.Blob),
                ("$size", segment.Size)
            );
        }

        return (id, replaced);
    }

    public static void SetHeaders(SqliteConnection index, long id, IReadOnlyDictionary<string, string> headers) =>
        index.Execute("UPDATE objects SET headers = $headers WHERE id = $id", ("$headers", HeadersJson.Write(headers)), ("$id", id));

    /// <summary>Removes the object from the index; null if it does not exist.</summary>
    public static Removed? Delete(SqliteConnection index, string bucket, string key)
    {
        var id = index.Scalar<long>(
            "SELECT id FROM objects WHERE bucket = $bucket AND key = $key AND latest = 1",
            ("$bucket", bucket),
            ("$key", KeyBytes.Of(key))
        );
        if (id == 0)
        {
            return null;
        }

        var removed = new Removed(id, [.. Segments(index, id).Select(segment => segment.Blob)]);
        index.Execute("DELETE FROM objects WHERE id = $id", ("$id", id));
        return removed;
    }
}
