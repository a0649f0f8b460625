using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Railhead.ObjectStore;

/// <summary>
/// The one connection that changes the index. It commits waiting changes together, so that many parallel uploads share
/// a flush. Each change is a savepoint of its own, so a failed one does not affect the others.
/// </summary>
sealed class IndexWriter : IDisposable
{
    const int MostPerCommit = 256;

    readonly SqliteConnection _connection;
    readonly BlockingCollection<Change> _queue = [];
    readonly Thread _thread;

    public IndexWriter(SqliteConnection connection)
    {
        this._connection = connection;
        _thread = new Thread(Work) { Name = "object store index", IsBackground = true };
        _thread.Start();
    }

    /// <summary>
    /// Completes when the change is on the disk. An exception of <paramref name="change"/> undoes it and reaches the caller.
    /// </summary>
    public Task<T> Run<T>(Func<SqliteConnection, T> change)
    {
        var queued = new Change<T>(change);
        _queue.Add(queued);
        return queued.Task;
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        _thread.Join();
        _queue.Dispose();
        _connection.Dispose();
    }

    void Work()
    {
        var batch = new List<Change>();
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (batch.Count < MostPerCommit && _queue.TryTake(out var next))
            {
                batch.Add(next);
            }

            Commit(batch);
            batch.Clear();
        }
    }

    void Commit(List<Change> batch)
    {
        try
        {
            _connection.Execute("BEGIN IMMEDIATE");
            foreach (var change in batch)
            {
                Apply(change);
            }

            _connection.Execute("COMMIT");
        }
        catch (Exception e)
        {
            // After a failed commit, only the next start shows whether it is on the disk. Nobody may assume that it is not.
            foreach (var change in batch)
            {
                change.Fail(new IOException("The store could not write its index: " + e.Message, e));
            }

            try
            {
                _connection.Execute("ROLLBACK");
            }
            catch (SqliteException)
            {
                // SQLite has rolled back by itself.
            }

            return;
        }

        foreach (var change in batch)
        {
            change.Complete();
        }
    }

    void Apply(Change change)
    {
        _connection.Execute("SAVEPOINT change");
        if (!change.TryApply(_connection))
        {
            _connection.Execute("ROLLBACK TO change");
        }

        _connection.Execute("RELEASE change");
    }

    abstract class Change
    {
        public abstract bool TryApply(SqliteConnection connection);

        public abstract void Complete();

        public abstract void Fail(Exception reason);
    }

    sealed class Change<T>(Func<SqliteConnection, T> change) : Change
    {
        readonly TaskCompletionSource<T> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        T? _result;
        Exception? _refused;

        public Task<T> Task => _source.Task;

        public override bool TryApply(SqliteConnection connection)
        {
            try
            {
                _result = change(connection);
                return true;
            }
            catch (Exception e)
            {
                _refused = e;
                return false;
            }
        }

        public override void Complete()
        {
            if (_refused is null)
            {
                _source.SetResult(_result!);
            }
            else
            {
                _source.SetException(_refused);
            }
        }

        public override void Fail(Exception reason) => _source.SetException(_refused ?? reason);
    }
}
