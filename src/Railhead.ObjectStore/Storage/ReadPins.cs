namespace Railhead.ObjectStore;

/// <summary>Keeps the blobs of a deleted or overwritten object until the last read of it has ended.</summary>
sealed class ReadPins(Action<string> deleteBlob)
{
    readonly Lock _gate = new();
    readonly Dictionary<long, int> _readers = [];
    readonly Dictionary<long, IReadOnlyList<string>> _waiting = [];

    /// <summary>
    /// Counts a reader of the object. The caller then reads the object's blobs from the index. They stay until <see cref="Unpin"/>,
    /// because a deletion is committed before <see cref="Release"/> is called.
    /// </summary>
    public void Pin(long objectId)
    {
        lock (_gate)
        {
            _readers[objectId] = _readers.GetValueOrDefault(objectId) + 1;
        }
    }

    public void Unpin(long objectId)
    {
        IReadOnlyList<string>? blobs = null;
        lock (_gate)
        {
            if (--_readers[objectId] > 0)
            {
                return;
            }

            _readers.Remove(objectId);
            _waiting.Remove(objectId, out blobs);
        }

        foreach (var blob in blobs ?? [])
        {
            deleteBlob(blob);
        }
    }

    /// <summary>Deletes the blobs of an object that the index no longer has, now or after its last reader.</summary>
    public void Release(Removed removed)
    {
        lock (_gate)
        {
            if (_readers.ContainsKey(removed.ObjectId))
            {
                _waiting[removed.ObjectId] = removed.Blobs;
                return;
            }
        }

        foreach (var blob in removed.Blobs)
        {
            deleteBlob(blob);
        }
    }
}

/// <summary>An object that was removed from the index, with its blobs.</summary>
sealed record Removed(long ObjectId, IReadOnlyList<string> Blobs);
