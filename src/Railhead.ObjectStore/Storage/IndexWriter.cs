using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Railhead.ObjectStore;

/// <summary>
/// The one connection that changes the index. Changes that wait together are committed together, so that many parallel uploads share
/// a flush; each is a savepoint of its own, so that one that fails takes no other with it.
/// </summary>
internal sealed class IndexWriter : IDisposable
{
    const int MostPerCommit = 256;

    readonly SqliteConnection connection;
    readonly BlockingCollection<Change> queue = [];
    readonly Thread thread;

    public IndexWriter(SqliteConnection connection)
    {
        this.connection = connection;
        thread = new Thread(Work) { Name = "object store index", IsBackground = true };
        thread.Start();
    }

    /// <summary>Completes when the change is on the disk; what <paramref name="change"/> throws undoes it and comes back to the caller.</summary>
    public Task<T> Run<T>(Func<SqliteConnection, T> change)
    {
        var queued = new Change<T>(change);
        queue.Add(queued);
        return queued.Task;
    }

    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
        queue.Dispose();
        connection.Dispose();
    }

    void Work()
    {
        var batch = new List<Change>();
        foreach (var first in queue.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < MostPerCommit && queue.TryTake(out var next)) batch.Add(next);
            Commit(batch);
            batch.Clear();
        }
    }

    void Commit(List<Change> batch)
    {
        try
        {
            connection.Execute("BEGIN IMMEDIATE");
            foreach (var change in batch) Apply(change);
            connection.Execute("COMMIT");
        }
        catch (Exception e)
        {
            // Whether a commit that failed is on the disk is known only at the next opening: nobody may act as if it were not.
            foreach (var change in batch) change.Fail(new IOException("The store could not write its index: " + e.Message, e));
            try
            {
                connection.Execute("ROLLBACK");
            }
            catch (SqliteException)
            {
                // SQLite has rolled back by itself.
            }

            return;
        }

        foreach (var change in batch) change.Complete();
    }

    void Apply(Change change)
    {
        connection.Execute("SAVEPOINT change");
        if (!change.TryApply(connection)) connection.Execute("ROLLBACK TO change");
        connection.Execute("RELEASE change");
    }

    abstract class Change
    {
        public abstract bool TryApply(SqliteConnection connection);

        public abstract void Complete();

        public abstract void Fail(Exception reason);
    }

    sealed class Change<T>(Func<SqliteConnection, T> change) : Change
    {
        readonly TaskCompletionSource<T> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        T? result;
        Exception? refused;

        public Task<T> Task => source.Task;

        public override bool TryApply(SqliteConnection connection)
        {
            try
            {
                result = change(connection);
                return true;
            }
            catch (Exception e)
            {
                refused = e;
                return false;
            }
        }

        public override void Complete()
        {
            if (refused is null) source.SetResult(result!);
            else source.SetException(refused);
        }

        public override void Fail(Exception reason) => source.SetException(refused ?? reason);
    }
}
