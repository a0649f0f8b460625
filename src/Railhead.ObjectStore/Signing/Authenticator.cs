using Microsoft.AspNetCore.Http;

namespace Railhead.ObjectStore;

/// <summary>The verified caller of a request.</summary>
/// <param name="Scope">The key of the request's signature, which also signs its chunks.</param>
/// <param name="PayloadMode">The value of <c>x-amz-content-sha256</c>.</param>
sealed record Caller(Principal Principal, SignatureClaim Claim, SigningScope Scope, string PayloadMode);

/// <summary>Verifies the caller of a request.</summary>
static class Authenticator
{
    /// <summary>S3's limit for the difference between a request's time and the server's.</summary>
    static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(15);

    public static Caller Authenticate(HttpRequest request, S3Target target, Authenticate authenticate, DateTimeOffset now)
    {
        var claim = SignatureClaim.Read(target, request.Headers);
        var payloadMode = PayloadMode(claim, request.Headers);
        var principal =
            authenticate(claim.AccessKeyId, claim.SessionToken)
            ?? throw (claim.SessionToken is null ? S3Errors.InvalidAccessKeyId(claim.AccessKeyId) : S3Errors.InvalidToken());
        var scope = SignatureV4.Scope(principal.SecretAccessKey, claim);
        var canonical = SignatureV4.CanonicalRequest(
            request.Method,
            target,
            claim.SignedHeaders,
            name => request.Headers[name].ToString(),
            payloadMode
        );
        var stringToSign = SignatureV4.StringToSign(scope, canonical);
        if (!SignatureV4.AreEqual(scope.Sign(stringToSign), claim.Signature))
        {
            throw S3Errors.SignatureDoesNotMatch(claim.AccessKeyId, stringToSign, canonical);
        }

        if (principal.Expires <= now)
        {
            throw S3Errors.ExpiredToken();
        }

        CheckTime(claim, now);
        CheckAllSigned(claim, request.Headers);
        return new Caller(principal, claim, scope, payloadMode);
    }

    static string PayloadMode(SignatureClaim claim, IHeaderDictionary headers)
    {
        var sent = headers["x-amz-content-sha256"].FirstOrDefault();
        if (claim.Lifetime is null)
        {
            return sent ?? throw S3Errors.InvalidRequest("Missing required header for this request: x-amz-content-sha256");
        }

        return sent is not null && claim.SignedHeaders.Contains("x-amz-content-sha256") ? sent : "UNSIGNED-PAYLOAD";
    }

    static void CheckTime(SignatureClaim claim, DateTimeOffset now)
    {
        if (claim.Lifetime is not { } lifetime)
        {
            if ((claim.Time - now).Duration() > LargestSkew)
            {
                throw S3Errors.RequestTimeTooSkewed(claim.TimeText, now);
            }
        }
        else if (now > claim.Time + lifetime)
        {
            throw S3Errors.AccessDenied("Request has expired");
        }
        else if (claim.Time > now + LargestSkew)
        {
            throw S3Errors.AccessDenied("Request is not valid yet");
        }
    }

    // A proxy may add headers, but headers that change the request's meaning must be signed.
    static void CheckAllSigned(SignatureClaim claim, IHeaderDictionary headers)
    {
        foreach (var name in headers.Keys.Where(name => name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)))
        {
            var isOfPresigned = claim.Lifetime is not null && name.Equals("x-amz-content-sha256", StringComparison.OrdinalIgnoreCase);
            if (!isOfPresigned && !claim.SignedHeaders.Contains(name.ToLowerInvariant()))
            {
                throw S3Errors.AccessDenied($"There were headers present in the request which were not signed: {name.ToLowerInvariant()}");
            }
        }
    }
}
