using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Railhead.Local;

/// <summary>One encrypted value as it is stored.</summary>
/// <param name="Name">The secret's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="UpdatedAt">When this version was set.</param>
/// <param name="Value">Nonce, ciphertext and tag.</param>
sealed record SealedSecret(string Name, int Version, DateTimeOffset UpdatedAt, byte[] Value);

/// <summary>The content of the secrets file between its first and its last line.</summary>
/// <param name="DataKey">The environment's key, wrapped by the master key: nonce, ciphertext and tag.</param>
/// <param name="Secrets">By name.</param>
sealed record SealedSecrets(byte[] DataKey, IReadOnlyList<SealedSecret> Secrets)
{
    const string Marker = "railhead-secrets-1\n";

    /// <summary>
    /// Three lines: the format's marker, the content as JSON, and an HMAC of both lines that only the environment's data key can make.
    /// The encryption guards each value; the HMAC guards the rest, such as a deleted or renamed entry.
    /// </summary>
    public byte[] ToBytes(byte[] dataKey)
    {
        var body = $"{Marker}{JsonSerializer.Serialize(this, SecretsJson.Default.SealedSecrets)}\n";
        return Encoding.UTF8.GetBytes($"{body}{Seal(dataKey, Encoding.UTF8.GetBytes(body))}\n");
    }

    /// <summary>Reads the file's bytes without trusting them; <see cref="IsAuthentic"/> comes next.</summary>
    /// <returns>Null when they are no file of this format.</returns>
    public static SealedSecrets? Parse(ReadOnlySpan<byte> file)
    {
        if (BodyLength(file) is not { } length)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(file[Marker.Length..length], SecretsJson.Default.SealedSecrets);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the bytes are exactly what <see cref="ToBytes"/> made with this key.</summary>
    public static bool IsAuthentic(ReadOnlySpan<byte> file, byte[] dataKey) =>
        BodyLength(file) is { } length
        && CryptographicOperations.FixedTimeEquals(file[length..], Encoding.ASCII.GetBytes(Seal(dataKey, file[..length]) + "\n"));

    static int? BodyLength(ReadOnlySpan<byte> file)
    {
        const int seal = (2 * HMACSHA256.HashSizeInBytes) + 1;
        var length = file.Length - seal;
        return length > Marker.Length && file.StartsWith(Encoding.ASCII.GetBytes(Marker)) && file[length - 1] == '\n' ? length : null;
    }

    static string Seal(byte[] dataKey, ReadOnlySpan<byte> body)
    {
        var key = HKDF.Expand(HashAlgorithmName.SHA256, dataKey, 32, "railhead secrets file 1"u8.ToArray());
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, body));
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(SealedSecrets))]
sealed partial class SecretsJson : JsonSerializerContext;
