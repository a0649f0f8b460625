using System.Net.Sockets;
using Npgsql;

namespace Guestbook;

/// <summary>Survives a restart of the database: repeats an action while its failure is likely to pass.</summary>
sealed class Transient(NpgsqlDataSource database, TimeProvider time, ILogger logger)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);

    /// <param name="action">An action that has the same effect when it runs twice.</param>
    /// <param name="cancellation">Ends the attempts.</param>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> action, CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        var pause = TimeSpan.FromMilliseconds(25);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await action(cancellation);
            }
            catch (Exception e) when (Passes(e) && time.GetElapsedTime(began) < Patience)
            {
                if (attempt == 1)
                {
                    logger.LogWarning("The database is unavailable ({Reason}); trying again", e.Message);
                    database.Clear(); // the pooled connections lead to the same dead server
                }

                await Task.Delay(pause, time, cancellation);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    /// <summary>Whether a failure is likely to pass: a server that restarts, stops, or has just become a standby.</summary>
    public static bool Passes(Exception e) =>
        e switch
        {
            PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "25006" } => true,
            NpgsqlException npgsql => npgsql.IsTransient,
            SocketException or TimeoutException => true,
            _ => false,
        };
}
