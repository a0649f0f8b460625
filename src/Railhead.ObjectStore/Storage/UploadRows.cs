using Microsoft.Data.Sqlite;

namespace Railhead.ObjectStore;

/// <summary>An open multipart upload.</summary>
/// <param name="Algorithm">The checksum algorithm of its parts; null if it has none.</param>
/// <param name="Composite">Whether the object's checksum is one of the parts' checksums instead of one of the content.</param>
sealed record UploadEntry(
    string Id,
    string Bucket,
    string Key,
    DateTimeOffset Initiated,
    IReadOnlyDictionary<string, string> Headers,
    ChecksumAlgorithm? Algorithm,
    bool Composite
)
{
    public string StorageClass => Headers.GetValueOrDefault("x-amz-storage-class", "STANDARD");
}

/// <summary>A part that has arrived.</summary>
sealed record PartEntry(int Number, string Blob, long Size, string ETag, DateTimeOffset Modified, Checksum? Checksum);

/// <summary>A page of the open uploads, ordered by key and id.</summary>
sealed record UploadQuery(string Bucket, string Prefix, string KeyMarker, string UploadIdMarker, int MaxUploads);

/// <summary>Multipart uploads in the index.</summary>
static class UploadRows
{
    const string UploadColumns = "id, bucket, key, initiated, headers, algorithm, composite";

    public static int Begin(SqliteConnection index, UploadEntry upload) =>
        index.Execute(
            $"INSERT INTO uploads({UploadColumns}) VALUES($id, $bucket, $key, $initiated, $headers, $algorithm, $composite)",
            ("$id", upload.Id),
            ("$bucket", upload.Bucket),
            ("$key", KeyBytes.Of(upload.Key)),
            ("$initiated", upload.Initiated.ToUnixTimeMilliseconds()),
            ("$headers", HeadersJson.Write(upload.Headers)),
            ("$algorithm", upload.Algorithm?.Name),
            ("$composite", upload.Composite)
        );

    public static UploadEntry? Find(SqliteConnection index, string bucket, string key, string id) =>
        index
            .Query(
                $"SELECT {UploadColumns} FROM uploads WHERE id = $id AND bucket = $bucket AND key = $key",
                Upload,
                ("$id", id),
                ("$bucket", bucket),
                ("$key", KeyBytes.Of(key))
            )
            .FirstOrDefault();

    public static List<UploadEntry> List(SqliteConnection index, UploadQuery query)
    {
        var prefix = KeyBytes.Of(query.Prefix);
        var end = KeyBytes.AfterPrefix(prefix);
        // Without an id, the marker skips all uploads of its key.
        var marker = query.UploadIdMarker.Length > 0 ? "(key, id) > ($key, $id)" : "key > $key";
        if (query.KeyMarker.Length == 0)
        {
            marker = "1";
        }

        return index.Query(
            $"""
            SELECT {UploadColumns} FROM uploads
            WHERE bucket = $bucket AND key >= $prefix {(end is null ? "" : "AND key < $end")} AND {marker} ORDER BY key, id LIMIT $limit
            """,
            Upload,
            ("$bucket", query.Bucket),
            ("$prefix", prefix),
            ("$end", end),
            ("$key", KeyBytes.Of(query.KeyMarker)),
            ("$id", query.UploadIdMarker),
            ("$limit", query.MaxUploads + 1)
        );
    }

    public static List<UploadEntry> All(SqliteConnection index) => index.Query($"SELECT {UploadColumns} FROM uploads", Upload);

    public static List<PartEntry> Parts(SqliteConnection index, string upload, int after = 0, int most = int.MaxValue) =>
        index.Query(
            "SELECT number, blob, size, etag, modified, checksum FROM parts WHERE upload = $upload AND number > $after ORDER "
                + "BY number LIMIT $most",
            row => new PartEntry(
                row.GetInt32(0),
                row.GetString(1),
                row.GetInt64(2),
                row.GetString(3),
                row.Time(4),
                Checksum.Parse(row.Text(5))
            ),
            ("$upload", upload),
            ("$after", after),
            ("$most", most)
        );

    /// <summary>Replaces the part of the same number, and returns that part's blob.</summary>
    public static string? PutPart(SqliteConnection index, UploadEntry upload, PartEntry part)
    {
        if (Find(index, upload.Bucket, upload.Key, upload.Id) is null)
        {
            throw S3Errors.NoSuchUpload();
        }

        var replaced = index.Scalar<string>(
            "SELECT blob FROM parts WHERE upload = $upload AND number = $number",
            ("$upload", upload.Id),
            ("$number", part.Number)
        );
        index.Execute(
            """
            INSERT OR REPLACE INTO parts(upload, number, blob, size, etag, modified, checksum)
            VALUES($upload, $number, $blob, $size, $etag, $modified, $checksum)
            """,
            ("$upload", upload.Id),
            ("$number", part.Number),
            ("$blob", part.Blob),
            ("$size", part.Size),
            ("$etag", part.ETag),
            ("$modified", part.Modified.ToUnixTimeMilliseconds()),
            ("$checksum", part.Checksum?.ToString())
        );
        return replaced;
    }

    /// <summary>Removes the upload and its parts, and returns the parts' blobs.</summary>
    public static IReadOnlyList<string> End(SqliteConnection index, string bucket, string key, string id)
    {
        var blobs = Parts(index, id).ConvertAll(part => part.Blob);
        var ended = index.Execute(
            "DELETE FROM uploads WHERE id = $id AND bucket = $bucket AND key = $key",
            ("$id", id),
            ("$bucket", bucket),
            ("$key", KeyBytes.Of(key))
        );
        return ended == 1 ? blobs : throw S3Errors.NoSuchUpload();
    }

    /// <summary>The object that this upload created, if it is still the present one.</summary>
    public static ObjectEntry? Completed(SqliteConnection index, string bucket, string key, string id) =>
        index
            .Query(
                $"SELECT {ObjectRows.Columns} FROM objects WHERE bucket = $bucket AND key = $key AND latest = 1 AND upload = $id",
                ObjectRows.Entry,
                ("$bucket", bucket),
                ("$key", KeyBytes.Of(key)),
                ("$id", id)
            )
            .FirstOrDefault();

    static UploadEntry Upload(SqliteDataReader row) =>
        new(
            row.GetString(0),
            row.GetString(1),
            row.Key(2),
            row.Time(3),
            HeadersJson.Read(row.GetString(4)),
            ChecksumAlgorithm.Find(row.Text(5)),
            row.GetBoolean(6)
        );
}
