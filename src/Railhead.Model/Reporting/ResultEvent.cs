using System.Text.Json.Serialization;

namespace Railhead.Model;

/// <summary>The last event of a long command.</summary>
/// <param name="Status">How it ended.</param>
public sealed record ResultEvent(ResultStatus Status) : ProgressEvent
{
    public int? Deployment { get; init; }
    public string? Url { get; init; }
    public string? Error { get; init; }

    /// <summary>When the stage that failed began. In JSON this and the following fields are there only with an error.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>
    /// How the log that explains the failure begins, if it is longer than its last lines; the last one is <c>…</c> when lines are left out.
    /// </summary>
    public IReadOnlyList<string> FirstLines { get; init; } = [];

    /// <summary>The last lines of that log, ten at most.</summary>
    public IReadOnlyList<string> LastLines { get; init; } = [];

    /// <summary>The release that serves after the failure.</summary>
    public string? Serving { get; init; }

    /// <summary>The command that shows more.</summary>
    public string? More { get; init; }

    /// <summary>Set when the command is not over yet: the control plane's part is, and the caller has to go on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NextStep? Next { get; init; }

    [JsonIgnore]
    public bool Succeeded => Status == ResultStatus.Succeeded;

    public static ResultEvent Failure(string error) => new(ResultStatus.Failed) { Error = error };
}
