using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Railhead.ObjectStore;

/// <summary>
/// Buckets and objects in a folder: content as files, everything else in SQLite. A completed write survives a crash and a
/// power failure. An incomplete write leaves nothing.
/// </summary>
public sealed partial class ObjectStore : IDisposable
{
    readonly TimeProvider _time;
    readonly FileStream _ownership;
    readonly string _readConnection;
    readonly BlobFolder _blobs;
    readonly ReadPins _pins;
    readonly IndexWriter _writer;
    readonly ConcurrentDictionary<string, BucketEntry> _buckets;

    ObjectStore(TimeProvider time, FileStream ownership, string file, BlobFolder blobs, SqliteConnection index)
    {
        _time = time;
        _ownership = ownership;
        _blobs = blobs;
        _readConnection = ConnectionString(file, pooling: true);
        _pins = new ReadPins(blobs.Delete);
        _buckets = new(
            index
                .Query(
                    "SELECT name, created, versioning FROM buckets",
                    row => new BucketEntry(row.GetString(0), row.Time(1), row.GetBoolean(2))
                )
                .Select(bucket => KeyValuePair.Create(bucket.Name, bucket))
        );
        _writer = new IndexWriter(index);
    }

    /// <summary>
    /// Opens or creates the store in a folder, and deletes the remains of a crash. Only one process at a time can open a store.
    /// </summary>
    public static ObjectStore Open(string folder, TimeProvider time)
    {
        folder = Path.GetFullPath(folder);
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, DurableFolder.Mode);
            DurableFolder.Flush(Path.GetDirectoryName(folder)!);
        }

        var ownership = Own(folder);
        SqliteConnection? index = null;
        try
        {
            var blobs = BlobFolder.Open(folder);
            var file = Path.Combine(folder, "index.db");
            index = new SqliteConnection(ConnectionString(file, pooling: false));
            index.Open();
            index.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
            Schema.Ensure(index, file);
            DurableFolder.Flush(folder);
            blobs.Sweep(shard => KnownBlobs(index, shard));
            return new ObjectStore(time, ownership, file, blobs, index);
        }
        catch
        {
            index?.Dispose();
            ownership.Dispose();
            throw;
        }
    }

    /// <summary>Creates the bucket if it is missing.</summary>
    /// <param name="versioning">Whether to keep overwritten and deleted objects. The store only records this; it does not keep them
    /// yet.</param>
    public void EnsureBucket(string name, bool versioning)
    {
        if (!BucketName.IsValid(name))
        {
            throw new ArgumentException(
                $"'{name}' cannot be a bucket: 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at both ends",
                nameof(name)
            );
        }

        var bucket = new BucketEntry(name, _time.GetUtcNow(), versioning);
        _writer
            .Run(index =>
                index.Execute(
                    """
                    INSERT INTO buckets(name, created, versioning) VALUES($name, $created, $versioning)
                    ON CONFLICT(name) DO UPDATE SET versioning = excluded.versioning
                    """,
                    ("$name", name),
                    ("$created", bucket.Created.ToUnixTimeMilliseconds()),
                    ("$versioning", versioning)
                )
            )
            .GetAwaiter()
            .GetResult();
        _buckets.AddOrUpdate(name, bucket, (_, present) => present with { Versioning = versioning });
    }

    /// <summary>Every bucket with the number and total size of its objects, in the order of names.</summary>
    public IReadOnlyList<BucketUsage> Usage() =>
        Read(index =>
            index.Query(
                "SELECT name, objects, bytes FROM buckets ORDER BY name",
                row => new BucketUsage(row.GetString(0), row.GetInt64(1), row.GetInt64(2))
            )
        );

    public void Dispose()
    {
        _writer.Dispose();
        using (var reader = new SqliteConnection(_readConnection))
        {
            SqliteConnection.ClearPool(reader);
        }

        _ownership.Dispose();
    }

    internal BucketEntry? FindBucket(string name) => _buckets.GetValueOrDefault(name);

    internal IReadOnlyList<BucketEntry> Buckets() => [.. _buckets.Values.OrderBy(bucket => bucket.Name, StringComparer.Ordinal)];

    /// <summary>
    /// Makes the index refer to a sealed blob. If a rule refuses the change, the blob is deleted. After any other failure the change may
    /// be on the disk, so the blob stays until the next start.
    /// </summary>
    async Task<T> WriteWithAsync<T>(string blob, Func<SqliteConnection, T> change)
    {
        try
        {
            return await _writer.Run(change);
        }
        catch (S3Exception)
        {
            _blobs.Delete(blob);
            throw;
        }
    }

    T Read<T>(Func<SqliteConnection, T> read)
    {
        using var index = new SqliteConnection(_readConnection);
        index.Open();
        return read(index);
    }

    static FileStream Own(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new IOException($"{folder}: another process has this store open; end it first ({e.Message})", e);
        }
    }

    static string ConnectionString(string file, bool pooling) =>
        new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Pooling = pooling,
            Mode = pooling ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadWriteCreate,
        }.ToString();

    static HashSet<string> KnownBlobs(SqliteConnection index, string shard) =>
        [
            .. index.Query(
                """
                SELECT blob FROM segments WHERE blob >= $from AND blob < $end
                UNION ALL SELECT blob FROM parts WHERE blob >= $from AND blob < $end
                """,
                row => row.GetString(0),
                ("$from", shard),
                ("$end", shard + "g")
            ),
        ];
}
