using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Railhead.ObjectStore;

/// <summary>A request with a verified caller, and the services that its operation needs.</summary>
/// <param name="Account">The account that owns the buckets, such as <c>000000000000</c>.</param>
sealed record S3Request(HttpContext Http, ObjectStore Store, TimeProvider Time, string Account, S3Target Target, Caller Caller)
{
    public string Bucket => Target.Bucket!;

    public string Key => Target.Key!;

    public CancellationToken Aborted => Http.RequestAborted;

    public HttpResponse Response => Http.Response;

    public static string Arn(string bucket, string? key = null) => key is null ? $"arn:aws:s3:::{bucket}" : $"arn:aws:s3:::{bucket}/{key}";

    public bool May(string action, string bucket, string? key = null) => Caller.Principal.Allows(action, Arn(bucket, key));

    /// <summary>The value of a header, several joined with commas; null if it is absent.</summary>
    public string? Header(string name) => Http.Request.Headers[name] is { Count: > 0 } values ? values.ToString() : null;

    /// <param name="algorithm">The checksum to compute if the client sends none.</param>
    /// <param name="checksumIsOfContent">Whether a checksum in the header is that of this request's content.</param>
    public RequestPayload Payload(ChecksumAlgorithm? algorithm = null, bool checksumIsOfContent = true) =>
        new(Http.Request, Caller, algorithm, checksumIsOfContent);

    /// <summary>
    /// The error for a missing object. As in S3, a caller without permission to list the bucket gets "access denied" instead.
    /// </summary>
    public S3Exception NotFound(string bucket, string key) =>
        May("s3:ListBucket", bucket) ? S3Errors.NoSuchKey(key) : S3Errors.AccessDenied();

    /// <summary>A number of the query from 0 to <paramref name="most"/>; a larger one becomes <paramref name="most"/>.</summary>
    public int Limit(string parameter, int most = 1000) =>
        Target.Query[parameter] is not { Length: > 0 } text ? most
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, most)
        : throw S3Errors.InvalidArgument($"Provided {parameter} not an integer or within integer range");

    /// <summary>The part number of the query, from 1 to 10000.</summary>
    public int PartNumber() =>
        int.TryParse(Target.Query["partNumber"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is >= 1 and <= 10000
            ? number
            : throw S3Errors.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive");

    /// <summary>Reads an XML document from the client.</summary>
    /// <param name="guarded">Whether the client has to send a checksum of it.</param>
    /// <param name="checksumIsOfContent">Whether a checksum in the header is the document's.</param>
    public async Task<XmlElementNode> ReadXmlAsync(XmlForm form, bool guarded = false, bool checksumIsOfContent = true)
    {
        using var payload = Payload(checksumIsOfContent: checksumIsOfContent);
        if (guarded && !payload.IsGuarded && Caller.PayloadMode.Length != 64)
        {
            throw S3Errors.InvalidRequest("Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
        }

        return await XmlBody.ReadAsync(payload, form, Aborted);
    }
}
