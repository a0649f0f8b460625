using System.Text.Json;
using System.Text.Json.Serialization;

namespace Railhead.Local;

/// <summary>One line of progress, as <c>up</c>, <c>deploy</c> and <c>rollback</c> give it with <c>--json</c>.</summary>
public sealed record ProgressEvent
{
    /// <summary><c>stage</c>, <c>log</c> or <c>result</c>.</summary>
    public required string Event { get; init; }
    public string? Stage { get; init; }

    /// <summary>Of a stage: running, succeeded, failed, skipped. Of a result: succeeded, failed, rolled-back.</summary>
    public string? Status { get; init; }
    public double? Seconds { get; init; }

    /// <summary>What a stage has to say for itself, such as a version or a task's name.</summary>
    public string? Detail { get; init; }
    public string? Line { get; init; }
    public int? Deployment { get; init; }
    public string? Url { get; init; }
    public string? Error { get; init; }

    /// <summary>Of a failed result: when the stage that failed had begun.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Of a failed result: how that log began, where it is longer than its last lines; the last one is <c>…</c> when lines are left out.</summary>
    public IReadOnlyList<string>? FirstLines { get; init; }

    /// <summary>Of a failed result: the last lines, ten at most, of the log that explains it.</summary>
    public IReadOnlyList<string>? LastLines { get; init; }

    /// <summary>Of a failed result: what still serves.</summary>
    public string? Serving { get; init; }

    /// <summary>Of a failed result: the command that shows more.</summary>
    public string? More { get; init; }

    /// <summary>Set by the last event of what the control plane did when the caller has to go on, such as <c>deployment-needed</c>.</summary>
    public string? Next { get; init; }

    public static ProgressEvent Log(string stage, string line) =>
        new()
        {
            Event = "log",
            Stage = stage,
            Line = line,
        };

    public static ProgressEvent StageIs(string stage, string status, double? seconds = null, string? detail = null) =>
        new()
        {
            Event = "stage",
            Stage = stage,
            Status = status,
            Seconds = seconds is { } s ? Math.Round(s, 3) : null,
            Detail = detail,
        };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ProgressEvent))]
public sealed partial class ProgressJson : JsonSerializerContext;

/// <summary>
/// The recorded progress of one deployment: a file of JSON lines that its watchers follow, also over a restart of the control plane.
/// </summary>
public sealed class DeploymentLog(string path)
{
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    readonly Lock _lock = new();

    public void Append(ProgressEvent entry)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(entry, ProgressJson.Default.ProgressEvent);
        lock (_lock)
        {
            using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            stream.Write([.. line, (byte)'\n']);
        }
    }

    public static bool IsResult(string line) => line.StartsWith("{\"event\":\"result\"", StringComparison.Ordinal);

    /// <summary>All lines from the beginning on, as they come, up to the result.</summary>
    /// <param name="path">The log's file.</param>
    /// <param name="ended">Whether nothing more will be written although no result is there, asked when the end of the file is reached.</param>
    /// <param name="time">The clock for waiting.</param>
    /// <param name="cancellation">Ends the watching.</param>
    public static async IAsyncEnumerable<string> FollowAsync(
        string path,
        Func<bool> ended,
        TimeProvider time,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation
    )
    {
        await using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        var tail = new LineTail(stream);
        while (true)
        {
            var wasEnded = ended();
            foreach (var line in tail.Read())
            {
                yield return line;
                if (IsResult(line))
                {
                    yield break;
                }
            }

            if (wasEnded)
            {
                yield break;
            }

            await Task.Delay(Poll, time, cancellation);
        }
    }
}
