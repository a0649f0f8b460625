using System.Text.Json;

namespace Railhead.Aws;

/// <summary>A progress report or diagnostic of Terraform.</summary>
/// <param name="Kind">The kind of event.</param>
/// <param name="Address">The resource, or null.</param>
/// <param name="Action"><c>create</c>, <c>update</c>, <c>delete</c>, <c>read</c>; null for diagnostics.</param>
/// <param name="Seconds">Since the action on the resource started.</param>
/// <param name="Message">The summary, details and position of a diagnostic.</param>
public sealed record TerraformEvent(TerraformEventKind Kind, string? Address, string? Action, double Seconds, string? Message)
{
    /// <summary>A line of <c>-json</c> output ("Machine-Readable UI", version 1.x); null for other lines.</summary>
    public static TerraformEvent? Parse(string line)
    {
        if (!line.StartsWith('{'))
        {
            return null;
        }

        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return root.GetProperty("type").GetString() switch
        {
            "apply_start" => OfResource(root, TerraformEventKind.Started),
            "apply_progress" => OfResource(root, TerraformEventKind.Working),
            "apply_complete" => OfResource(root, TerraformEventKind.Completed),
            "apply_errored" => OfResource(root, TerraformEventKind.Failed),
            "diagnostic" => OfDiagnostic(root.GetProperty("diagnostic")),
            _ => null,
        };
    }

    static TerraformEvent OfResource(JsonElement root, TerraformEventKind kind)
    {
        var hook = root.GetProperty("hook");
        var seconds = hook.TryGetProperty("elapsed_seconds", out var elapsed) ? elapsed.GetDouble() : 0;
        return new TerraformEvent(
            kind,
            hook.GetProperty("resource").GetProperty("addr").GetString(),
            hook.GetProperty("action").GetString(),
            seconds,
            null
        );
    }

    static TerraformEvent OfDiagnostic(JsonElement diagnostic)
    {
        var message = diagnostic.GetProperty("summary").GetString()!;
        if (diagnostic.TryGetProperty("detail", out var detail) && detail.GetString() is { Length: > 0 } text)
        {
            message += $"\n{text}";
        }

        if (diagnostic.TryGetProperty("range", out var range))
        {
            message += $"\nin {range.GetProperty("filename").GetString()}:{range.GetProperty("start").GetProperty("line").GetInt32()}";
        }

        var address = diagnostic.TryGetProperty("address", out var at) ? at.GetString() : null;
        var isError = diagnostic.GetProperty("severity").GetString() == "error";
        return new TerraformEvent(isError ? TerraformEventKind.Error : TerraformEventKind.Warning, address, null, 0, message);
    }
}
