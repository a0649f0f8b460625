using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// The settings of <c>railhead aws-endpoint</c>. The file is on tmpfs and only the platform's user can read it, because it holds the
/// signing key.
/// </summary>
/// <param name="Format">Version of this format.</param>
/// <param name="Port">On 127.0.0.1.</param>
/// <param name="DataFolder">Where the objects are.</param>
/// <param name="AdminSocket">Unix socket for the control plane.</param>
/// <param name="Buckets">Made when they are missing.</param>
/// <param name="Roles">The roles and their permissions.</param>
/// <param name="SigningKey">Base64 of the 32 bytes that role credentials are made from.</param>
public sealed record AwsEndpointConfiguration(
    int Format,
    int Port,
    string DataFolder,
    string AdminSocket,
    IReadOnlyList<Bucket> Buckets,
    IReadOnlyList<Role> Roles,
    string SigningKey
)
{
    /// <summary>The one <see cref="Format"/> that this version writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The configuration of an environment's endpoint.</summary>
    /// <param name="architecture">Its storage and identity count.</param>
    /// <param name="layout">Where its files are.</param>
    /// <param name="port">A port of its own on 127.0.0.1.</param>
    /// <param name="signingKey">The secret <see cref="SecretName.SigningKey"/>.</param>
    public static AwsEndpointConfiguration For(Architecture architecture, Layout layout, int port, SecretText signingKey) =>
        new(
            CurrentFormat,
            port,
            layout.Storage,
            AdminSocketOf(layout),
            architecture.Storage.Buckets,
            [ForThisMachine(architecture.Identity.Task)],
            signingKey.Reveal()
        );

    public static string FileOf(Layout layout) => Path.Combine(layout.RunStorage, "config.json");

    public static string AdminSocketOf(Layout layout) => Path.Combine(layout.RunStorage, "admin.sock");

    /// <summary>Writes the file, and makes the folders of the store, for the platform's user.</summary>
    /// <returns>
    /// Whether it changed; a running endpoint takes it up within a second, or at once by <see cref="AwsEndpointClient.ReloadAsync"/>.
    /// </returns>
    public bool Write(Layout layout, Account platform)
    {
        Ownership.EnsureFolder(layout.Storage, platform);
        Ownership.EnsureFolder(layout.RunStorage, platform);
        var text = JsonSerializer.Serialize(this, StorageJson.Default.AwsEndpointConfiguration);
        var file = FileOf(layout);
        if (File.Exists(file) && File.ReadAllText(file) == text)
        {
            return false;
        }

        DurableFile.Write(file, text, owner: platform);
        return true;
    }

    /// <exception cref="InvalidDataException">The file is none that this version reads; the message names it.</exception>
    public static AwsEndpointConfiguration Read(string file)
    {
        AwsEndpointConfiguration? configuration;
        try
        {
            configuration = JsonSerializer.Deserialize(File.ReadAllText(file), StorageJson.Default.AwsEndpointConfiguration);
        }
        catch (JsonException error)
        {
            // The parser's message may show what it found; the file has a key in it.
            throw new InvalidDataException(
                $"{file}: not the configuration of an aws-endpoint (line {error.LineNumber + 1}, {error.Path})."
            );
        }

        if (configuration is not { Format: CurrentFormat })
        {
            throw new InvalidDataException(
                $"{file}: format {configuration?.Format} is not the one that this version reads ({CurrentFormat})."
            );
        }

        var key = new byte[64];
        return Convert.TryFromBase64String(configuration.SigningKey, key, out var length) && length == 32
            ? configuration
            : throw new InvalidDataException($"{file}: the signing key is not 32 bytes in base64.");
    }

    // Only actions that the store supports. This machine is in one partition, whatever the region.
    static Role ForThisMachine(Role role) =>
        new(
            role.Name,
            [
                .. role
                    .Statements.Where(statement => statement.Actions.All(action => action.StartsWith("s3:", StringComparison.Ordinal)))
                    .Select(statement => statement with { Resources = [.. statement.Resources.Select(InOnePartition)] }),
            ]
        );

    static string InOnePartition(string arn) =>
        arn.StartsWith("arn:aws-", StringComparison.Ordinal) && arn.IndexOf(':', 4) is > 0 and var end ? "arn:aws" + arn[end..] : arn;

    // The key stays out of whatever a record is printed into.
    bool PrintMembers(StringBuilder text)
    {
        text.Append("Port = ").Append(Port).Append(", DataFolder = ").Append(DataFolder);
        return true;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(AwsEndpointConfiguration))]
[JsonSerializable(typeof(EndpointUsage))]
[JsonSerializable(typeof(EndpointState))]
sealed partial class StorageJson : JsonSerializerContext;
