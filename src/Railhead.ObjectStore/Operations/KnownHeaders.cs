namespace Railhead.ObjectStore;

/// <summary>Headers with <c>x-amz-</c> that operations carry out. The store refuses all others.</summary>
static class KnownHeaders
{
    /// <summary>Headers of the signature and of the client itself, and the owner's account, which every operation checks.</summary>
    public static readonly IReadOnlyList<string> Everywhere =
    [
        "x-amz-date",
        "x-amz-content-sha256",
        "x-amz-security-token",
        "x-amz-user-agent",
        "x-amz-api-version",
        "x-amz-te",
        "x-amz-sdk-checksum-algorithm",
        // The bucket's owner pays, so it does not matter whether the caller would.
        "x-amz-request-payer",
        ExpectedOwner.Header,
    ];

    /// <summary>Headers about the content of a request.</summary>
    public static readonly IReadOnlyList<string> Content =
    [
        "x-amz-decoded-content-length",
        "x-amz-trailer",
        .. ChecksumAlgorithm.All.Select(algorithm => algorithm.Header),
    ];

    /// <summary>Headers about a new object. Some values are refused.</summary>
    public static readonly IReadOnlyList<string> NewObject =
    [
        "x-amz-acl",
        "x-amz-grant-",
        "x-amz-object-lock-",
        "x-amz-storage-class",
        "x-amz-server-side-encryption",
        "x-amz-tagging",
        "x-amz-website-redirect-location",
        "x-amz-checksum-algorithm",
        "x-amz-meta-",
    ];

    /// <summary>Headers about the source of a copy.</summary>
    public static readonly IReadOnlyList<string> CopySource =
    [
        "x-amz-copy-source",
        "x-amz-copy-source-if-match",
        "x-amz-copy-source-if-none-match",
        "x-amz-copy-source-if-modified-since",
        "x-amz-copy-source-if-unmodified-since",
        ExpectedOwner.SourceHeader,
    ];

    // Since 2025 the JavaScript SDK signs the checksum of an empty body into each presigned upload. S3 ignores it there.
    static readonly IReadOnlyList<string> IgnoredInQuery =
    [
        "x-amz-sdk-checksum-algorithm",
        .. ChecksumAlgorithm.All.Select(algorithm => algorithm.Header),
    ];

    static readonly IReadOnlyList<string> OfSignature =
    [
        "x-amz-algorithm",
        "x-amz-credential",
        "x-amz-date",
        "x-amz-expires",
        "x-amz-signedheaders",
        "x-amz-signature",
        "x-amz-security-token",
        "x-amz-content-sha256",
    ];

    /// <summary>The headers that a presigned URL carries in its query; clients move them there when they sign.</summary>
    public static IEnumerable<(string Name, string Value)> InQuery(QueryParameters query) =>
        query.All.Where(parameter =>
            parameter.Name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
            && !OfSignature.Concat(IgnoredInQuery).Contains(parameter.Name, StringComparer.OrdinalIgnoreCase)
        );
}
