namespace Railhead.ObjectStore;

/// <content>Objects: found, listed, read, written, deleted.</content>
public sealed partial class ObjectStore
{
    internal ObjectEntry? Find(string bucket, string key) => Read(index => ObjectRows.Find(index, bucket, key));

    internal ListPage List(ListQuery query) => Read(index => Listing.Page(index, query));

    /// <summary>
    /// Opens an object, so that its content stays readable even if it is overwritten or deleted; null if it does not exist.
    /// </summary>
    internal ObjectRead? OpenRead(string bucket, string key) =>
        Read(index =>
        {
            while (ObjectRows.Find(index, bucket, key) is { } entry)
            {
                var opened = false;
                _pins.Pin(entry.Id);
                try
                {
                    // Read after the pin: the present segments keep their blobs until the reader has finished.
                    var segments = ObjectRows.Segments(index, entry.Id);
                    opened = segments.Count > 0;
                    if (opened)
                    {
                        return new ObjectRead(entry, segments, _blobs, _pins);
                    }
                }
                finally
                {
                    if (!opened)
                    {
                        _pins.Unpin(entry.Id);
                    }
                }
            }

            return null;
        });

    internal BlobWriter NewBlob() => _blobs.Create();

    internal async Task PutAsync(NewObject added, BlobWriter content, WriteCondition condition)
    {
        content.Seal();
        var segment = new Segment(1, content.Id, content.Length);
        var (_, replaced) = await WriteWithAsync(content.Id, index => ObjectRows.Put(index, added, [segment], condition));
        if (replaced is not null)
        {
            _pins.Release(replaced);
        }
    }

    /// <summary>Deletes the keys that exist and meet their condition, and returns the others.</summary>
    internal async Task<IReadOnlyList<RefusedDeletion>> DeleteAsync(string bucket, IReadOnlyList<Deletion> deletions)
    {
        var (removed, refused) = await _writer.Run(index =>
        {
            var (removed, refused) = (new List<Removed>(), new List<RefusedDeletion>());
            foreach (var deletion in deletions)
            {
                if (!deletion.Condition.IsAlways && !deletion.Condition.Holds(ObjectRows.Find(index, bucket, deletion.Key)?.ETag))
                {
                    refused.Add(new RefusedDeletion(deletion, S3Errors.PreconditionFailed("If-Match")));
                }
                else if (ObjectRows.Delete(index, bucket, deletion.Key) is { } each)
                {
                    removed.Add(each);
                }
            }

            return (removed, refused);
        });
        foreach (var each in removed)
        {
            _pins.Release(each);
        }

        return refused;
    }

    /// <summary>Changes the headers of an object and nothing else.</summary>
    /// <returns>False if the object does not exist.</returns>
    internal Task<bool> ChangeHeadersAsync(string bucket, string key, Action<Dictionary<string, string>> change) =>
        _writer.Run(index =>
        {
            if (ObjectRows.Find(index, bucket, key) is not { } entry)
            {
                return false;
            }

            var headers = entry.Headers.ToDictionary();
            change(headers);
            ObjectRows.SetHeaders(index, entry.Id, headers);
            return true;
        });
}
