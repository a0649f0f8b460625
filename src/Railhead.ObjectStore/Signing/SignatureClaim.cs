using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Railhead.ObjectStore;

/// <summary>The claimed caller of a request and the signature to verify; from the header or, if presigned, from the query.</summary>
sealed record SignatureClaim
{
    public required string AccessKeyId { get; init; }

    public required string Date { get; init; }

    public required string Region { get; init; }

    public required string Service { get; init; }

    /// <summary>Lower-case names in the order of the signature.</summary>
    public required IReadOnlyList<string> SignedHeaders { get; init; }

    public required string Signature { get; init; }

    public required string TimeText { get; init; }

    public required DateTimeOffset Time { get; init; }

    public string? SessionToken { get; init; }

    /// <summary>The validity of a presigned request; null if the signature is in the header.</summary>
    public TimeSpan? Lifetime { get; init; }

    public static SignatureClaim Read(S3Target target, IHeaderDictionary headers)
    {
        var authorization = headers.Authorization.FirstOrDefault();
        var inQuery = target.Query.Has("X-Amz-Algorithm") || target.Query.Has("X-Amz-Signature");
        if (authorization is not null && inQuery)
        {
            throw S3Errors.InvalidArgument(
                "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter "
                    + "or the Authorization header should be specified"
            );
        }

        if (authorization is not null)
        {
            return FromHeader(authorization, headers);
        }

        if (inQuery)
        {
            return FromQuery(target.Query);
        }

        throw target.Query.Has("Signature") && target.Query.Has("AWSAccessKeyId")
            ? OldVersion()
            : S3Errors.AccessDenied("The request is not signed.");
    }

    static SignatureClaim FromHeader(string authorization, IHeaderDictionary headers)
    {
        if (!authorization.StartsWith(SignatureV4.Algorithm + " ", StringComparison.Ordinal))
        {
            throw OldVersion();
        }

        var fields = authorization[SignatureV4.Algorithm.Length..]
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(field => field.Split('=', 2))
            .Where(field => field.Length == 2)
            .GroupBy(field => field[0])
            .ToDictionary(group => group.Key, group => group.First()[1]);
        if (
            !fields.TryGetValue("Credential", out var credential)
            || !fields.TryGetValue("SignedHeaders", out var signed)
            || !fields.TryGetValue("Signature", out var signature)
        )
        {
            throw S3Errors.AuthorizationHeaderMalformed(
                "the authorization header requires three components: Credential, SignedHeaders, and Signature."
            );
        }

        var time = headers["x-amz-date"].FirstOrDefault() ?? FromHttpDate(headers.Date.FirstOrDefault());
        return Build(
            credential,
            signed,
            signature,
            time,
            headers["x-amz-security-token"].FirstOrDefault(),
            null,
            S3Errors.AuthorizationHeaderMalformed
        );
    }

    static SignatureClaim FromQuery(QueryParameters query)
    {
        if (query["X-Amz-Algorithm"] != SignatureV4.Algorithm)
        {
            throw S3Errors.AuthorizationQueryParametersError("X-Amz-Algorithm only supports \"AWS4-HMAC-SHA256\"");
        }

        if (
            query["X-Amz-Credential"] is not { } credential
            || query["X-Amz-SignedHeaders"] is not { } signed
            || query["X-Amz-Signature"] is not { } signature
        )
        {
            throw S3Errors.AuthorizationQueryParametersError(
                "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, "
                    + "X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters."
            );
        }

        const int week = 7 * 24 * 3600;
        if (!int.TryParse(query["X-Amz-Expires"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > week)
        {
            throw S3Errors.AuthorizationQueryParametersError("X-Amz-Expires must be a number of seconds, a week (604800) at most.");
        }

        return Build(
            credential,
            signed,
            signature,
            query["X-Amz-Date"],
            query["X-Amz-Security-Token"],
            TimeSpan.FromSeconds(seconds),
            S3Errors.AuthorizationQueryParametersError
        );
    }

    static SignatureClaim Build(
        string credential,
        string signedHeaders,
        string signature,
        string? timeText,
        string? token,
        TimeSpan? lifetime,
        Func<string, S3Exception> malformed
    )
    {
        // The access key may have slashes of its own.
        var parts = credential.Split('/');
        if (parts.Length < 5 || parts[^1] != "aws4_request")
        {
            throw malformed("the Credential is mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        }

        if (parts[^2] != "s3")
        {
            throw malformed($"incorrect service \"{parts[^2]}\". This endpoint belongs to \"s3\".");
        }

        if (
            !DateTimeOffset.TryParseExact(
                timeText,
                "yyyyMMdd'T'HHmmss'Z'",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time
            )
        )
        {
            throw S3Errors.AccessDenied("AWS authentication requires a valid Date or x-amz-date header");
        }

        if (!timeText!.StartsWith(parts[^4], StringComparison.Ordinal) || parts[^4].Length != 8)
        {
            throw malformed($"Invalid credential date \"{parts[^4]}\". This date is not the same as X-Amz-Date: \"{timeText}\".");
        }

        var names = signedHeaders.ToLowerInvariant().Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (!names.Contains("host"))
        {
            throw malformed("the host header must be signed.");
        }

        return new SignatureClaim
        {
            AccessKeyId = string.Join('/', parts[..^4]),
            Date = parts[^4],
            Region = parts[^3],
            Service = parts[^2],
            SignedHeaders = names,
            Signature = signature,
            TimeText = timeText,
            Time = time,
            SessionToken = token,
            Lifetime = lifetime,
        };
    }

    static string? FromHttpDate(string? date) =>
        DateTimeOffset.TryParseExact(date, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)
            : null;

    static S3Exception OldVersion() =>
        S3Errors.InvalidRequest(
            "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256. In boto3: "
                + "boto3.client(\"s3\", config=Config(signature_version=\"s3v4\"))."
        );
}
