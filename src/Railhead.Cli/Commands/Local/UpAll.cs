using System.Globalization;
using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>
/// <c>railhead up --all</c>: every environment that was up serves again, with the blueprint that was applied last. Some are started at the
/// same time, and one that fails holds no other.
/// </summary>
sealed class UpAll(Invocation call)
{
    const int AtOnce = 4;

    readonly Lock _lock = new();

    public async Task<int> RunAsync()
    {
        var failed = 0;
        var known = new List<EnvironmentRecord>();
        foreach (var root in AppLocator.Roots(call.Home).Order(StringComparer.Ordinal))
        {
            try
            {
                known.AddRange(EnvironmentRecord.Read(root) is { } record ? [record] : []);
            }
            catch (Exception e) when (e is RailheadException or IOException or UnauthorizedAccessException)
            {
                failed++;
                var app = Path.GetFileName(Path.GetDirectoryName(root)!);
                Say(new EnvironmentEvent(app, Path.GetFileName(root), ResultStatus.Failed, 0, null, Text(e)));
            }
        }

        var unreadable = failed;
        foreach (var record in known.Where(record => record.Wanted is null && !record.IsUp))
        {
            call.Error.WriteLine(
                $"{record.Title} was made by a Railhead that did not write down whether it was up. "
                    + $"If it was: railhead up {ShellText.Quote(record.Folder)}{record.EnvironmentOption}"
            );
        }

        var wanted = known.Where(record => record.Wanted is true).OrderBy(record => record.Title, StringComparer.Ordinal).ToList();
        if (wanted.Count + unreadable == 0 && !call.Json)
        {
            call.Error.WriteLine($"No environment in {call.Home} was up.");
        }

        var started = call.Time.GetTimestamp();
        await Parallel.ForEachAsync(
            wanted,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = call.Cancellation },
            async (record, cancellation) =>
            {
                var entry = await BringBackAsync(record, cancellation);
                if (entry.Status != ResultStatus.Succeeded)
                {
                    Interlocked.Increment(ref failed);
                }

                Say(entry);
            }
        );
        if (call.Json)
        {
            var result =
                failed == 0 ? new ResultEvent(ResultStatus.Succeeded) : ResultEvent.Failure(Words(failed, wanted.Count + unreadable));
            call.Out.WriteLine(JsonLines.Of(result));
        }
        else if (wanted.Count + unreadable > 1)
        {
            call.Error.WriteLine($"{Words(failed, wanted.Count + unreadable)} {InWords(Seconds(started))} s");
        }

        return failed == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    async Task<EnvironmentEvent> BringBackAsync(EnvironmentRecord record, CancellationToken cancellation)
    {
        var at = call.Time.GetUtcNow();
        var started = call.Time.GetTimestamp();
        string? error;
        try
        {
            using var held = await EnvironmentLock.TakeAsync(
                call.Home,
                record.App,
                record.Environment,
                call.Time,
                line => Write($"{record.Title}: {line}"),
                cancellation
            );
            var ran = await RunsAsync(record, cancellation);
            error = await ErrorOfAsync(() => StartAsync(record, cancellation), cancellation);
            Note(record, new EnvironmentStart(at, Seconds(started), error), ran);
        }
        catch (Exception e) when (IsFailure(e, cancellation))
        {
            error = Text(e);
        }

        return new EnvironmentEvent(
            record.App,
            record.Environment,
            error is null ? ResultStatus.Succeeded : ResultStatus.Failed,
            Seconds(started),
            error is null ? record.Url : null,
            error
        );
    }

    async Task<bool> RunsAsync(EnvironmentRecord record, CancellationToken cancellation)
    {
        using var client = new ControlPlaneClient(AppLocator.LayoutOf(call.Home, record).ApiSocket, call.Time);
        return await client.IsThereAsync(cancellation);
    }

    /// <returns>Why it does not serve; null if it does.</returns>
    async Task<string?> StartAsync(EnvironmentRecord record, CancellationToken cancellation)
    {
        var again = await new EnvironmentStarter(call.Home, call.Time).StartAgainAsync(record, _ => { }, cancellation);
        using var environment = new EnvironmentConnection(call.Home, again, call.Time);
        var result = await environment.UpAsync(blueprint: null, objectFormat: null, _ => { }, cancellation);
        // One that has never been deployed waits for its first deployment, as before.
        return result.Next == NextStep.DeploymentNeeded || result.Succeeded ? null : $"{result.Error} {result.More}".TrimEnd();
    }

    /// <summary>For <c>status</c>. An environment that ran and still does was not started.</summary>
    void Note(EnvironmentRecord record, EnvironmentStart start, bool ran)
    {
        var root = AppLocator.LayoutOf(call.Home, record).Root;
        if ((!ran || start.Error is not null || record.LastStart?.Error is not null) && EnvironmentRecord.Read(root) is { } written)
        {
            (written with { LastStart = start }).Write(root);
        }
    }

    static async Task<string?> ErrorOfAsync(Func<Task<string?>> start, CancellationToken cancellation)
    {
        try
        {
            return await start();
        }
        catch (Exception e) when (IsFailure(e, cancellation))
        {
            return Text(e);
        }
    }

    static bool IsFailure(Exception e, CancellationToken cancellation) =>
        e is not OperationCanceledException || !cancellation.IsCancellationRequested;

    static string Text(Exception e)
    {
        var problem = Problem.Of(e);
        return problem.Hint is { } hint ? $"{problem.Message} {hint}" : problem.Message;
    }

    double Seconds(long started) => Math.Round(call.Time.GetElapsedTime(started).TotalSeconds, 1);

    void Say(EnvironmentEvent entry)
    {
        if (call.Json)
        {
            lock (_lock)
            {
                call.Out.WriteLine(JsonLines.Of(entry));
            }

            return;
        }

        var name = $"{entry.App} · {entry.Environment}";
        Write(entry.Error is null ? $"{name}  {entry.Url}  {InWords(entry.Seconds)} s" : $"{name}: {entry.Error}");
    }

    void Write(string line)
    {
        lock (_lock)
        {
            call.Error.WriteLine(line);
        }
    }

    static string Words(int failed, int all) =>
        failed == 0 ? $"{all} {(all == 1 ? "environment is" : "environments are")} up again." : $"{failed} of {all} environments failed.";

    static string InWords(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture);
}
