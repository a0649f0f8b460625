using System.Text.Json;
using System.Text.Json.Serialization;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// The facts about an environment that its first <c>up</c> fixes: <c>environment.json</c> in its folder, readable without the control
/// plane.
/// </summary>
public sealed record EnvironmentRecord
{
    /// <summary>The version of this file's format.</summary>
    public int FormatVersion { get; init; } = 1;
    public required string App { get; init; }
    public required string Environment { get; init; }

    /// <summary>The app's folder, absolute, as of the last <c>up</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>
    /// The app's folder relative to the root of its git repository; empty for the root itself or where there is no repository.
    /// </summary>
    public required string Prefix { get; init; }

    /// <summary>First of the environment's ports.</summary>
    public required int PortBase { get; init; }

    public required string HttpAddress { get; init; }

    /// <summary>The load balancer's port; chosen once.</summary>
    public required int HttpPort { get; init; }

    /// <summary>The load balancer's port for HTTPS; null without.</summary>
    public int? HttpsPort { get; init; }

    /// <summary>The host name of the app's address; null: localhost.</summary>
    public string? Host { get; init; }

    /// <summary>Settings of the user who ran <c>up</c> for the client of ACME, see <see cref="RuntimeSettings.OfAcme"/>.</summary>
    public IReadOnlyDictionary<string, string>? AcmeSettings { get; init; }

    /// <summary>Major version of PostgreSQL, pinned at first use; 0 without a database.</summary>
    public required int PostgresVersion { get; init; }

    /// <summary>The short folder on tmpfs.</summary>
    public required string Run { get; init; }

    /// <summary>PATH of whoever ran <c>up</c>: builds find the toolchain there.</summary>
    public required string SearchPath { get; init; }

    /// <summary>Proxies, CA bundles and the like, passed on to builds and apps.</summary>
    public required IReadOnlyDictionary<string, string> MachineSettings { get; init; }

    /// <summary>
    /// Whether it is meant to run, also after a reboot: true from <c>up</c> on, false from <c>down</c> on. Null in the file of a Railhead
    /// that did not say.
    /// </summary>
    public bool? Wanted { get; init; }

    /// <summary>The last start by <c>up --all</c>; null once something else has started or stopped the environment.</summary>
    public EnvironmentStart? LastStart { get; init; }

    /// <summary>The app's address, without a slash at the end.</summary>
    [JsonIgnore]
    public string Url =>
        HttpsPort is { } https ? $"https://{Host ?? "localhost"}{(https == 443 ? "" : $":{https}")}"
        : HttpPort == 80 ? "http://localhost"
        : $"http://localhost:{HttpPort}";

    /// <summary>Whether a control plane that knows <paramref name="other"/> has to read this record anew.</summary>
    public bool ListensElsewhere(EnvironmentRecord other) =>
        (HttpAddress, HttpPort, HttpsPort, Host, Folder) != (other.HttpAddress, other.HttpPort, other.HttpsPort, other.Host, other.Folder)
        || !(AcmeSettings ?? new Dictionary<string, string>())
            .ToHashSet()
            .SetEquals(other.AcmeSettings ?? new Dictionary<string, string>());

    /// <summary>Whether its processes were started: <c>down</c> and a reboot take the folder on tmpfs away.</summary>
    [JsonIgnore]
    public bool IsUp => Directory.Exists(Run);

    /// <summary>Its name for people: <c>guestbook · local</c>.</summary>
    [JsonIgnore]
    public string Title => $"{App} · {Environment}";

    /// <summary><c> --env NAME</c> for command lines in messages; empty for the default.</summary>
    [JsonIgnore]
    public string EnvironmentOption => Environment == "local" ? "" : $" --env {Environment}";

    public static string FileOf(string root) => Path.Combine(root, "environment.json");

    /// <summary>The record in an environment's folder, or null when there is none.</summary>
    /// <exception cref="RailheadException">It cannot be read.</exception>
    public static EnvironmentRecord? Read(string root)
    {
        var file = FileOf(root);
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            return
                JsonSerializer.Deserialize(File.ReadAllText(file), EnvironmentJson.Default.EnvironmentRecord) is { FormatVersion: 1 } record
                ? record
                : throw EnvironmentErrors.RecordIsNewer(file);
        }
        catch (JsonException e)
        {
            throw EnvironmentErrors.RecordDamaged(file, e.Message);
        }
    }

    public void Write(string root) =>
        DurableFile.Write(FileOf(root), JsonSerializer.Serialize(this, EnvironmentJson.Default.EnvironmentRecord) + "\n");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(EnvironmentRecord))]
sealed partial class EnvironmentJson : JsonSerializerContext;
