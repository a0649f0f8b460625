using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>The request of somebody who came in by SSH: the first line that <see cref="GitShell"/> sends.</summary>
/// <param name="Key">The name of the key, from its forced command.</param>
/// <param name="Command">The command that the client asked for: sshd's <c>SSH_ORIGINAL_COMMAND</c>; empty for a shell.</param>
/// <param name="From">The client's address.</param>
public sealed partial record PushRequest(string Key, string Command, string From)
{
    /// <summary>A longer command is cut, and then refused.</summary>
    public const int LongestCommand = 1000;

    /// <summary>The reason not to run a push; null when this is one.</summary>
    /// <param name="app">The app that the key is for.</param>
    /// <param name="remote">Its URL for pushes.</param>
    public string? Refusal(string app, string remote)
    {
        var only = $"This key may push to {app}, and nothing else.";
        if (string.IsNullOrWhiteSpace(Command))
        {
            return $"{only} There is no shell. Push with: git push {remote}";
        }

        if (GitCommand().Match(Command) is not { Success: true } command)
        {
            return $"{only} Railhead does not run: {Harmless(Command)}";
        }

        if (command.Groups["name"].Value != "receive-pack")
        {
            return $"{only} Railhead does not serve clone, fetch or archive. Use the repository that you push from.";
        }

        return command.Groups["path"].Value.Trim('/') is var path && (path == app || path == app + ".git")
            ? null
            : $"{only} There is no {Harmless(command.Groups["path"].Value)} for it. Push to {remote}";
    }

    /// <summary>One short line that a terminal and a log can show.</summary>
    public static string Harmless(string text) =>
        TerminalText.Harmless((text.Length > 200 ? text[..200] + "…" : text).Replace("\n", "\\n", StringComparison.Ordinal));

    // As git sends it, in one pair of single quotes: nothing in it needs a shell, and options have no place.
    [GeneratedRegex(@"\Agit[ -](?<name>receive-pack|upload-pack|upload-archive) '(?<path>[^'\n]*)'\z")]
    private static partial Regex GitCommand();
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PushRequest))]
sealed partial class PushJson : JsonSerializerContext;
