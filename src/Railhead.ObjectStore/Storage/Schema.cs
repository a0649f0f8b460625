using Microsoft.Data.Sqlite;

namespace Railhead.ObjectStore;

/// <summary>The tables of the index, and their version in SQLite's <c>user_version</c>.</summary>
static class Schema
{
    const long Version = 1;

    // Keys are BLOBs: any UTF-8, U+0000 included, in S3's order. An object is a row for each version that is kept; today there is one,
    // "null", and it is the latest. Times are milliseconds since 1970. Checksums are "ALGORITHM:VALUE" with S3's names and base64.
    const string Tables = """
        CREATE TABLE buckets(
          name TEXT PRIMARY KEY, created INTEGER NOT NULL, versioning INTEGER NOT NULL,
          objects INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
        CREATE TABLE objects(
          id INTEGER PRIMARY KEY AUTOINCREMENT, bucket TEXT NOT NULL REFERENCES buckets(name), key BLOB NOT NULL,
          version TEXT NOT NULL DEFAULT 'null', latest INTEGER NOT NULL DEFAULT 1,
          size INTEGER NOT NULL, etag TEXT NOT NULL, modified INTEGER NOT NULL, headers TEXT NOT NULL, checksum TEXT, upload TEXT) STRICT;
        CREATE UNIQUE INDEX objects_latest ON objects(bucket, key) WHERE latest = 1;
        CREATE TABLE segments(
          object INTEGER NOT NULL REFERENCES objects(id) ON DELETE CASCADE, number INTEGER NOT NULL,
          blob TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, PRIMARY KEY(object, number)) STRICT, WITHOUT ROWID;
        CREATE TABLE uploads(
          id TEXT PRIMARY KEY, bucket TEXT NOT NULL REFERENCES buckets(name), key BLOB NOT NULL, initiated INTEGER NOT NULL,
          headers TEXT NOT NULL, algorithm TEXT, composite INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX uploads_key ON uploads(bucket, key, id);
        CREATE TABLE parts(
          upload TEXT NOT NULL REFERENCES uploads(id) ON DELETE CASCADE, number INTEGER NOT NULL, blob TEXT NOT NULL UNIQUE,
          size INTEGER NOT NULL, etag TEXT NOT NULL, modified INTEGER NOT NULL, checksum TEXT,
          PRIMARY KEY(upload, number)) STRICT, WITHOUT ROWID;
        CREATE TRIGGER objects_added AFTER INSERT ON objects BEGIN
          UPDATE buckets SET objects = objects + 1, bytes = bytes + new.size WHERE name = new.bucket; END;
        CREATE TRIGGER objects_removed AFTER DELETE ON objects BEGIN
          UPDATE buckets SET objects = objects - 1, bytes = bytes - old.size WHERE name = old.bucket; END;
        """;

    public static void Ensure(SqliteConnection connection, string file)
    {
        var found = connection.Scalar<long>("PRAGMA user_version");
        if (found == Version)
        {
            return;
        }

        if (found != 0)
        {
            throw new InvalidDataException(
                $"{file} has format {found} and this program knows format {Version}: start the version of the program that "
                    + "wrote it, or a newer one"
            );
        }

        connection.Execute($"BEGIN IMMEDIATE; {Tables} PRAGMA user_version = {Version}; COMMIT;");
    }
}
