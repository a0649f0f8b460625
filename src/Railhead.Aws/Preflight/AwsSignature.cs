using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Railhead.Aws;

/// <summary>
/// Signature Version 4 of a request without a query, as AWS's IAM guide describes it ("Create a signed AWS API request"). The packages of
/// the SDK sign only the calls of their own service.
/// </summary>
static class AwsSignature
{
    const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Adds the headers <c>X-Amz-Date</c>, <c>X-Amz-Security-Token</c> and <c>Authorization</c>.</summary>
    public static void Sign(HttpRequestMessage request, string body, AwsEndpoint endpoint, AwsKeys keys, DateTimeOffset now)
    {
        var time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = request.RequestUri!.IsDefaultPort ? request.RequestUri.Host : request.RequestUri.Authority,
            ["x-amz-date"] = time,
        };
        if (keys.Token is { Length: > 0 } token)
        {
            headers["x-amz-security-token"] = token;
        }
        if (request.Headers.TryGetValues("X-Amz-Target", out var target))
        {
            headers["x-amz-target"] = target.Single();
        }

        var signed = string.Join(';', headers.Keys);
        var canonical = string.Join(
            '\n',
            [
                request.Method.Method,
                request.RequestUri.AbsolutePath,
                "",
                .. headers.Select(header => $"{header.Key}:{header.Value}"),
                "",
                signed,
                Hash(body),
            ]
        );
        var scope = $"{time[..8]}/{endpoint.Region}/{endpoint.SigningName}/aws4_request";
        var key = Encoding.UTF8.GetBytes($"AWS4{keys.Secret}");
        foreach (var part in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        var text = string.Join('\n', Algorithm, time, scope, Hash(canonical));
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        foreach (var (name, value) in headers.Where(header => header.Key is "x-amz-date" or "x-amz-security-token"))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"{Algorithm} Credential={keys.Id}/{scope}, SignedHeaders={signed}, Signature={signature}"
        );
    }

    static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
