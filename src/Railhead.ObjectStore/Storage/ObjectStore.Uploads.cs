using System.Security.Cryptography;

namespace Railhead.ObjectStore;

/// <summary>Uploads in parts.</summary>
public sealed partial class ObjectStore
{
    internal async Task<UploadEntry> BeginUploadAsync(
        string bucket,
        string key,
        IReadOnlyDictionary<string, string> headers,
        ChecksumAlgorithm? algorithm,
        bool composite
    )
    {
        var upload = new UploadEntry(
            RandomNumberGenerator.GetHexString(48, lowercase: true),
            bucket,
            key,
            _time.GetUtcNow(),
            headers,
            algorithm,
            composite
        );
        await _writer.Run(index => UploadRows.Begin(index, upload));
        return upload;
    }

    internal UploadEntry? FindUpload(string bucket, string key, string id) => Read(index => UploadRows.Find(index, bucket, key, id));

    internal List<UploadEntry> ListUploads(UploadQuery query) => Read(index => UploadRows.List(index, query));

    internal List<PartEntry> ListParts(string upload, int after, int most) => Read(index => UploadRows.Parts(index, upload, after, most));

    internal async Task PutPartAsync(UploadEntry upload, PartEntry part, BlobWriter content)
    {
        content.Seal();
        var replaced = await WriteWithAsync(content.Id, index => UploadRows.PutPart(index, upload, part));
        if (replaced is not null)
        {
            _blobs.Delete(replaced);
        }
    }

    /// <summary>Creates the object from the upload's parts, or returns the one that an earlier call created.</summary>
    internal async Task<ObjectEntry> CompleteUploadAsync(
        string bucket,
        string key,
        string id,
        CompletionRequest request,
        WriteCondition condition
    )
    {
        var now = _time.GetUtcNow();
        var (entry, replaced, unused) = await _writer.Run(index =>
        {
            if (UploadRows.Find(index, bucket, key, id) is not { } upload)
            {
                return (UploadRows.Completed(index, bucket, key, id) ?? throw S3Errors.NoSuchUpload(), null, []);
            }

            var parts = Completion.Choose(UploadRows.Parts(index, id), request);
            var added = Completion.Assemble(upload, parts, request, now);
            var left = UploadRows.End(index, bucket, key, id).Except(parts.Select(part => part.Blob)).ToList();
            var (objectId, previous) = ObjectRows.Put(
                index,
                added,
                [.. parts.Select(part => new Segment(part.Number, part.Blob, part.Size))],
                condition,
                id
            );
            return (new ObjectEntry(objectId, key, added.Size, added.ETag, added.Modified, added.Headers, added.Checksum), previous, left);
        });
        if (replaced is not null)
        {
            _pins.Release(replaced);
        }

        foreach (var blob in unused)
        {
            _blobs.Delete(blob);
        }

        return entry;
    }

    internal async Task AbortUploadAsync(string bucket, string key, string id)
    {
        foreach (var blob in await _writer.Run(index => UploadRows.End(index, bucket, key, id)))
        {
            _blobs.Delete(blob);
        }
    }

    /// <summary>Aborts the uploads that are abandoned.</summary>
    /// <param name="isAbandoned">Decides by the upload's bucket, its key and the time at which it was begun.</param>
    /// <returns>The number of aborted uploads.</returns>
    public async Task<int> AbortUploadsAsync(Func<string, string, DateTimeOffset, bool> isAbandoned)
    {
        var aborted = 0;
        foreach (var upload in Read(UploadRows.All).Where(upload => isAbandoned(upload.Bucket, upload.Key, upload.Initiated)))
        {
            try
            {
                await AbortUploadAsync(upload.Bucket, upload.Key, upload.Id);
                aborted++;
            }
            catch (S3Exception)
            {
                // Its client has completed or aborted it just now.
            }
        }

        return aborted;
    }
}
