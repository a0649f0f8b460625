using System.Globalization;

namespace Railhead.ObjectStore;

/// <summary>The S3 errors that this store returns. Clients depend on the codes and statuses, so they are S3's.</summary>
static class S3Errors
{
    public static S3Exception AccessDenied(string message = "Access Denied") => new(403, "AccessDenied", message);

    public static S3Exception AccessForbidden() => new(403, "AccessForbidden", "CORSResponse: CORS is not enabled for this bucket.");

    public static S3Exception AclNotSupported() => new(400, "AccessControlListNotSupported", "The bucket does not allow ACLs");

    public static S3Exception AuthorizationHeaderMalformed(string why) =>
        new(400, "AuthorizationHeaderMalformed", "The authorization header is malformed; " + why);

    public static S3Exception AuthorizationQueryParametersError(string why) => new(400, "AuthorizationQueryParametersError", why);

    public static S3Exception BadDigest(string what) =>
        new(400, "BadDigest", $"The {what} you specified did not match the calculated checksum.");

    public static S3Exception ContentHashMismatch(string claimed, string found) =>
        new(
            400,
            "XAmzContentSHA256Mismatch",
            "The provided 'x-amz-content-sha256' header does not match what was computed.",
            ("ClientComputedContentSHA256", claimed),
            ("S3ComputedContentSHA256", found)
        );

    public static S3Exception EntityTooLarge() =>
        new(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size: 5 GiB at once; use a multipart upload.");

    public static S3Exception EntityTooSmall(int part, long size) =>
        new(
            400,
            "EntityTooSmall",
            "Your proposed upload is smaller than the minimum allowed size: every part but the last has 5 MiB at least.",
            ("PartNumber", part.ToString(CultureInfo.InvariantCulture)),
            ("ProposedSize", size.ToString(CultureInfo.InvariantCulture))
        );

    public static S3Exception ExpiredToken() => new(400, "ExpiredToken", "The provided token has expired.");

    public static S3Exception HeaderNotImplemented(string header) =>
        new(501, "NotImplemented", $"A header you provided implies functionality that is not implemented: {header}", ("Header", header));

    public static S3Exception IncompleteBody(string message) => new(400, "IncompleteBody", message);

    public static S3Exception InternalError(string message) => new(500, "InternalError", message);

    public static S3Exception InvalidAccessKeyId(string key) =>
        new(403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.", ("AWSAccessKeyId", key));

    public static S3Exception InvalidArgument(string message, params (string Name, string Value)[] details) =>
        new(400, "InvalidArgument", message, details);

    public static S3Exception InvalidBucketOwner(string owner) =>
        new(
            400,
            "InvalidBucketOwnerAWSAccountID",
            $"The value of the expected bucket owner parameter must be an AWS account ID of 12 digits: {owner}"
        );

    public static S3Exception InvalidDigest() => new(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");

    public static S3Exception InvalidPart() =>
        new(
            400,
            "InvalidPart",
            "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified "
                + "entity tag may not match the part's entity tag."
        );

    public static S3Exception InvalidPartNumber() => new(416, "InvalidPartNumber", "The requested partnumber is not satisfiable");

    public static S3Exception InvalidPartOrder() =>
        new(400, "InvalidPartOrder", "The list of parts was not in ascending order. Parts must be ordered by part number.");

    public static S3Exception InvalidRange(string requested, long size) =>
        new(
            416,
            "InvalidRange",
            "The requested range is not satisfiable",
            ("RangeRequested", requested),
            ("ActualObjectSize", size.ToString(CultureInfo.InvariantCulture))
        );

    public static S3Exception InvalidRequest(string message) => new(400, "InvalidRequest", message);

    public static S3Exception InvalidToken() => new(400, "InvalidToken", "The provided token is malformed or otherwise invalid.");

    public static S3Exception InvalidUri() => new(400, "InvalidURI", "Couldn't parse the specified URI.");

    public static S3Exception KeyTooLong() =>
        new(400, "KeyTooLongError", "Your key is too long", ("MaxSizeAllowed", KeyBytes.Longest.ToString(CultureInfo.InvariantCulture)));

    public static S3Exception MalformedTrailer() =>
        new(
            400,
            "MalformedTrailerError",
            "The request contained trailing data that was not well-formed or did not conform to our published schema."
        );

    public static S3Exception MalformedXml() =>
        new(400, "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema");

    public static S3Exception MetadataTooLarge() =>
        new(400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size", ("MaxSizeAllowed", "2048"));

    public static S3Exception MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");

    public static S3Exception MissingContentLength() =>
        new(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");

    public static S3Exception NoSuchBucket(string bucket) =>
        new(404, "NoSuchBucket", "The specified bucket does not exist", ("BucketName", bucket));

    public static S3Exception NoSuchKey(string key) => new(404, "NoSuchKey", "The specified key does not exist.", ("Key", key));

    public static S3Exception NoSuchUpload() =>
        new(
            404,
            "NoSuchUpload",
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed."
        );

    public static S3Exception NoSuchVersion() => new(404, "NoSuchVersion", "The specified version does not exist.");

    public static S3Exception NotImplemented(string message) => new(501, "NotImplemented", message);

    public static S3Exception PreconditionFailed(string condition) =>
        new(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold", ("Condition", condition));

    public static S3Exception RequestTimeout() =>
        new(400, "RequestTimeout", "Your socket connection to the server was not read from or written to within the timeout period.");

    public static S3Exception RequestTimeTooSkewed(string sent, DateTimeOffset now) =>
        new(
            403,
            "RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large.",
            ("RequestTime", sent),
            ("ServerTime", S3Xml.Time(now)),
            ("MaxAllowedSkewMilliseconds", "900000")
        );

    public static S3Exception SlowDown() => new(503, "SlowDown", "Please reduce your request rate.");

    public static S3Exception SignatureDoesNotMatch(string message) => new(403, "SignatureDoesNotMatch", message);

    public static S3Exception SignatureDoesNotMatch(string accessKey, string stringToSign, string canonicalRequest) =>
        new(
            403,
            "SignatureDoesNotMatch",
            "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
            ("AWSAccessKeyId", accessKey),
            ("StringToSign", stringToSign),
            ("CanonicalRequest", canonicalRequest)
        );
}
