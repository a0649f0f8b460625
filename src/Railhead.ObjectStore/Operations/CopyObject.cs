using System.Globalization;

namespace Railhead.ObjectStore;

/// <summary>CopyObject and UploadPartCopy: they read the content and store it again, which computes its ETag and checksum.</summary>
static class CopyObject
{
    public static async Task RunAsync(S3Request request)
    {
        PutObject.CheckKey(request.Key);
        var condition = Conditions.OfWrite(request);
        using var source = Open(request);
        var entry = source.Entry;
        if (entry.Size > PutObject.Largest)
        {
            throw S3Errors.InvalidRequest(
                "The specified copy source is larger than the maximum allowable size for a copy source: 5368709120"
            );
        }

        var replaces = Replaces(request, "metadata");
        var sent = request.Http.Request.Headers;
        var headers = replaces ? ObjectHeaders.Take(sent) : ObjectHeaders.Keep(entry.Headers, sent);
        TakeTags(request, entry, headers);
        if (Source(request) == (request.Bucket, request.Key) && !replaces && !ObjectHeaders.NotCopied.Any(sent.ContainsKey))
        {
            throw S3Errors.InvalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, "
                    + "storage class, website redirect location or encryption attributes."
            );
        }

        var algorithm = ChecksumAlgorithm.Find(request.Header("x-amz-checksum-algorithm")) ?? entry.Checksum?.Algorithm;
        using var content = request.Store.NewBlob();
        var digest = await StoreAsync(request, source, new ByteRange(0, entry.Size), content, algorithm);
        var added = new NewObject(
            request.Bucket,
            request.Key,
            digest.Length,
            digest.Md5,
            request.Time.GetUtcNow(),
            headers,
            digest.Checksum
        );
        await request.Store.PutAsync(added, content, condition);
        ObjectHeaders.WriteEncryption(headers, request.Response.Headers);
        await Respond(request, "CopyObjectResult", added.ETag, added.Modified, added.Checksum);
    }

    public static async Task PartAsync(S3Request request)
    {
        var number = request.PartNumber();
        var upload = MultipartOperations.Upload(request);
        using var source = Open(request);
        var range = Range(request.Header("x-amz-copy-source-range"), source.Entry.Size);
        if (range.Length > PutObject.Largest)
        {
            throw S3Errors.EntityTooLarge();
        }

        using var content = request.Store.NewBlob();
        var digest = await StoreAsync(request, source, range, content, upload.Algorithm);
        var part = new PartEntry(number, content.Id, digest.Length, digest.Md5, request.Time.GetUtcNow(), digest.Checksum);
        await request.Store.PutPartAsync(upload, part, content);
        await Respond(request, "CopyPartResult", part.ETag, part.Modified, part.Checksum);
    }

    static bool Replaces(S3Request request, string what) =>
        request.Header($"x-amz-{what}-directive") switch
        {
            null or "COPY" => false,
            "REPLACE" => true,
            _ => throw S3Errors.InvalidArgument($"Unknown {what} directive."),
        };

    // Take has read the tags of the request already; a copy keeps its source's tags unless the client says otherwise.
    static void TakeTags(S3Request request, ObjectEntry source, Dictionary<string, string> headers)
    {
        if (Replaces(request, "tagging"))
        {
            ObjectHeaders.TakeTags(request.Http.Request.Headers, headers);
        }
        else
        {
            headers.Remove(Tags.Header);
            if (source.Headers.TryGetValue(Tags.Header, out var tags))
            {
                var (bucket, key) = Source(request);
                if (!request.May("s3:GetObjectTagging", bucket, key))
                {
                    throw S3Errors.AccessDenied();
                }

                headers[Tags.Header] = tags;
            }
        }

        ObjectHeaders.CheckMayTag(request, headers);
    }

    static ObjectRead Open(S3Request request)
    {
        var (bucket, key) = Source(request);
        ExpectedOwner.Check(request, ExpectedOwner.SourceHeader);
        if (request.Store.FindBucket(bucket) is null)
        {
            throw S3Errors.NoSuchBucket(bucket);
        }

        if (!request.May("s3:GetObject", bucket, key))
        {
            throw S3Errors.AccessDenied();
        }

        var read = request.Store.OpenRead(bucket, key) ?? throw request.NotFound(bucket, key);
        try
        {
            Conditions.CheckCopySource(read.Entry, request.Header);
            read.Check(new ByteRange(0, read.Entry.Size));
            return read;
        }
        catch
        {
            read.Dispose();
            throw;
        }
    }

    /// <summary>The header's <c>[/]BUCKET/KEY[?versionId=…]</c>, percent-encoded.</summary>
    static (string Bucket, string Key) Source(S3Request request)
    {
        var header = HeaderText.ToText(request.Header("x-amz-copy-source")!);
        var question = header.IndexOf("?versionId=", StringComparison.Ordinal);
        if (question >= 0)
        {
            Versions.CheckRead(header[(question + "?versionId=".Length)..]);
            header = header[..question];
        }

        var path = PercentEncoding.Decode(header);
        if (path.StartsWith('/'))
        {
            path = path[1..];
        }

        var slash = path.IndexOf('/');
        if (slash < 1 || slash == path.Length - 1)
        {
            throw S3Errors.InvalidArgument("Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
        }

        return (path[..slash], path[(slash + 1)..]);
    }

    // Stricter than for a read: first and last byte are both required.
    static ByteRange Range(string? header, long size)
    {
        if (header is null)
        {
            return new ByteRange(0, size);
        }

        var bounds = header.StartsWith("bytes=", StringComparison.Ordinal) ? header[6..].Split('-') : [];
        if (
            bounds.Length != 2
            || !long.TryParse(bounds[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !long.TryParse(bounds[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            || first > last
        )
        {
            throw S3Errors.InvalidArgument(
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the "
                    + "zero-based offsets of the first and last bytes to copy"
            );
        }

        if (last >= size)
        {
            throw S3Errors.InvalidArgument($"Range specified is not valid for source object of size: {size}");
        }

        return new ByteRange(first, last - first + 1);
    }

    static async Task<Digest> StoreAsync(
        S3Request request,
        ObjectRead source,
        ByteRange range,
        BlobWriter content,
        ChecksumAlgorithm? algorithm
    )
    {
        using var digests = new Digests(algorithm, withSha256: false);
        await source.CopyAsync(
            range,
            piece =>
            {
                digests.Append(piece.Span);
                return content.AppendAsync(piece, request.Aborted);
            },
            request.Aborted
        );
        return digests.Finish();
    }

    static Task Respond(S3Request request, string root, string etag, DateTimeOffset modified, Checksum? checksum) =>
        S3Xml.RespondAsync(
            request.Http,
            200,
            root,
            xml =>
            {
                xml.Text("LastModified", S3Xml.Time(modified));
                xml.ETag(etag);
                xml.Checksum(checksum);
            }
        );
}
