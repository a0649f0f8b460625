using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Railhead.ObjectStore.Tests;

/// <summary>Signs as a client does; written from AWS's documentation for the tests, sharing nothing with the store.</summary>
sealed class Signer(
    DateTimeOffset time,
    string accessKey = StoreServer.AccessKey,
    string secret = StoreServer.Secret,
    string region = "eu-west-1",
    Encoding? headerBytes = null
)
{
    public string Time { get; } = time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    public string AccessKey => accessKey;

    public string Scope => $"{Time[..8]}/{region}/s3/aws4_request";

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public string Sign(string stringToSign)
    {
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in Scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(stringToSign)));
    }

    /// <param name="path">As it goes over the wire, encoded canonically.</param>
    /// <param name="query">Sorted and encoded.</param>
    public string SignRequest(string method, string path, string query, SortedDictionary<string, string> headers, string payloadHash)
    {
        var canonical = new StringBuilder($"{method}\n{path}\n{query}\n");
        foreach (var (name, value) in headers)
        {
            canonical.Append(
                CultureInfo.InvariantCulture,
                $"{name}:{string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries))}\n"
            );
        }

        canonical.Append(CultureInfo.InvariantCulture, $"\n{string.Join(';', headers.Keys)}\n{payloadHash}");
        return Sign($"AWS4-HMAC-SHA256\n{Time}\n{Scope}\n{Hash((headerBytes ?? Encoding.UTF8).GetBytes(canonical.ToString()))}");
    }

    public string Chunk(string previous, ReadOnlySpan<byte> data) =>
        Sign($"AWS4-HMAC-SHA256-PAYLOAD\n{Time}\n{Scope}\n{previous}\n{Hash([])}\n{Hash(data)}");

    public string Trailer(string previous, string headers) =>
        Sign($"AWS4-HMAC-SHA256-TRAILER\n{Time}\n{Scope}\n{previous}\n{Hash(Encoding.UTF8.GetBytes(headers))}");
}
