using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead events</c>: reads the file of events, so it works while the environment is down too.</summary>
sealed class EventsCommand : FolderCommand
{
    static readonly EventJson Json = new(
        new JsonSerializerOptions(EventJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    readonly Option<string?> _since = new("--since")
    {
        Description = "Show only events of this age or newer (10m, 2h, 1d), or since this time",
        HelpName = "AGE|TIME",
    };

    public EventsCommand()
        : base("events", "Show crashes, deployments and other events")
    {
        Options.Add(_since);
    }

    public override Task<int> RunAsync(Invocation call)
    {
        var oldest = call.Words.GetValue(_since) is { } since ? Age.Since(since, call.Time.GetUtcNow()) : (DateTimeOffset?)null;
        var layout = AppLocator.LayoutOf(call.Home, AppLocator.Environment(call));
        var events = EventReader.Read(layout.EventFile, oldest);
        if (call.Json)
        {
            IReadOnlyList<EventDocument> documents = [.. events.Select(EventDocument.Of)];
            call.Out.WriteLine(JsonSerializer.Serialize(documents, Json.IReadOnlyListEventDocument));
            return Task.FromResult(ExitCode.Done);
        }

        foreach (var row in events)
        {
            call.Out.WriteLine(
                $"{row.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)} {row.Component, -12} "
                    + $"{row.Kind, -22} {row.Text}{Repeats(row)}"
            );
        }

        return Task.FromResult(ExitCode.Done);
    }

    static string Repeats(EventRow row) =>
        row.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({row.Count} times since {Words.Of(row.Since)})");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<EventDocument>))]
sealed partial class EventJson : JsonSerializerContext;
