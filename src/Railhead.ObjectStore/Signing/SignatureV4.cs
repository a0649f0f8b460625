using System.Security.Cryptography;
using System.Text;

namespace Railhead.ObjectStore;

/// <summary>The key of a signature, with its time and scope.</summary>
/// <param name="Time"><c>x-amz-date</c>, such as <c>20260131T120000Z</c>.</param>
/// <param name="Scope">Date, region, service and <c>aws4_request</c>, with slashes.</param>
sealed record SigningScope(byte[] Key, string Time, string Scope)
{
    public string Sign(string stringToSign) => Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(stringToSign)));
}

/// <summary>AWS Signature Version 4 as its documentation describes it.</summary>
static class SignatureV4
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The SHA-256 of empty content.</summary>
    public const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static SigningScope Scope(string secret, SignatureClaim claim)
    {
        var key = Hmac(Encoding.UTF8.GetBytes("AWS4" + secret), claim.Date);
        key = Hmac(Hmac(Hmac(key, claim.Region), claim.Service), "aws4_request");
        return new SigningScope(key, claim.TimeText, $"{claim.Date}/{claim.Region}/{claim.Service}/aws4_request");
    }

    /// <param name="canonicalRequest">ASCII except the values of headers, which have one character for each byte.</param>
    public static string StringToSign(SigningScope scope, string canonicalRequest) =>
        $"{Algorithm}\n{scope.Time}\n{scope.Scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.Latin1.GetBytes(canonicalRequest)))}";

    /// <param name="header">The value of a signed header, several joined with commas.</param>
    public static string CanonicalRequest(
        string method,
        S3Target target,
        IReadOnlyList<string> signedHeaders,
        Func<string, string> header,
        string payloadHash
    )
    {
        var text = new StringBuilder();
        text.Append(method).Append('\n').Append(target.CanonicalPath).Append('\n').Append(CanonicalQuery(target.Query)).Append('\n');
        foreach (var name in signedHeaders)
        {
            text.Append(name).Append(':').Append(Squeeze(header(name))).Append('\n');
        }

        return text.Append('\n').AppendJoin(';', signedHeaders).Append('\n').Append(payloadHash).ToString();
    }

    public static bool AreEqual(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(given));

    static string CanonicalQuery(QueryParameters query) =>
        string.Join(
            '&',
            query
                .All.Where(parameter => parameter.Name != "X-Amz-Signature")
                .Select(parameter => (Name: PercentEncoding.Encode(parameter.Name), Value: PercentEncoding.Encode(parameter.Value)))
                .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
                .ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
                .Select(parameter => $"{parameter.Name}={parameter.Value}")
        );

    // Remove spaces at the ends; replace several in a row by one.
    static string Squeeze(string value) =>
        value.Contains("  ", StringComparison.Ordinal)
            ? string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : value.Trim(' ');

    static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
