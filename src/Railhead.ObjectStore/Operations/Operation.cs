using Microsoft.AspNetCore.Http;

namespace Railhead.ObjectStore;

/// <summary>An operation of S3.</summary>
/// <param name="Action">The action that the caller needs permission for; null if the operation checks by itself.</param>
sealed record Operation(string? Action, Func<S3Request, Task> Run)
{
    // Parameters that select another operation. The store must not treat an unsupported one as a plain get, put or delete.
    static readonly string[] NotDone =
    [
        "accelerate",
        "acl",
        "analytics",
        "attributes",
        "cors",
        "encryption",
        "intelligent-tiering",
        "inventory",
        "legal-hold",
        "lifecycle",
        "logging",
        "metadataConfiguration",
        "metadataTable",
        "metrics",
        "notification",
        "object-lock",
        "ownershipControls",
        "policy",
        "policyStatus",
        "publicAccessBlock",
        "renameObject",
        "replication",
        "requestPayment",
        "restore",
        "retention",
        "select",
        "session",
        "tagging",
        "torrent",
        "versions",
        "website",
    ];

    public static Operation Find(HttpRequest request, S3Target target)
    {
        var query = target.Query;
        if (NotDone.FirstOrDefault(query.Has) is { } feature)
        {
            throw S3Errors.NotImplemented($"A header or query you provided implies functionality that is not implemented: {feature}");
        }

        var found = target switch
        {
            { Bucket: null } => Service(request.Method),
            { Key: null } => OfBucket(request.Method, query),
            _ => OfObject(request, query),
        };
        return found ?? throw S3Errors.MethodNotAllowed();
    }

    static Operation? Service(string method) => method == "GET" ? new(null, BucketOperations.ListBuckets) : null;

    static Operation? OfBucket(string method, QueryParameters query) =>
        method switch
        {
            "HEAD" => new("s3:ListBucket", BucketOperations.Head),
            "GET" when query.Has("location") => new("s3:GetBucketLocation", BucketOperations.Location),
            "GET" when query.Has("versioning") => new("s3:GetBucketVersioning", BucketOperations.Versioning),
            "GET" when query.Has("uploads") => new("s3:ListBucketMultipartUploads", MultipartListing.ListUploadsAsync),
            "GET" when query["list-type"] == "2" => new("s3:ListBucket", ListObjects.Version2Async),
            "GET" => new("s3:ListBucket", ListObjects.Version1Async),
            "POST" when query.Has("delete") => new(null, DeleteObjects.ManyAsync),
            "POST" => throw S3Errors.NotImplemented("Uploads by HTML forms are not implemented: use a presigned PUT."),
            "PUT" or "DELETE" => throw S3Errors.AccessDenied(
                "Buckets are made and removed by the store's configuration, not by its clients."
            ),
            _ => null,
        };

    static Operation? OfObject(HttpRequest request, QueryParameters query) =>
        request.Method switch
        {
            "GET" when query.Has("uploadId") => new("s3:ListMultipartUploadParts", MultipartListing.ListPartsAsync),
            "GET" or "HEAD" => new("s3:GetObject", GetObject.RunAsync),
            "PUT" when query.Has("uploadId") && request.Headers.ContainsKey("x-amz-copy-source") => new(
                "s3:PutObject",
                CopyObject.PartAsync
            ),
            "PUT" when query.Has("uploadId") => new("s3:PutObject", MultipartOperations.UploadPartAsync),
            "PUT" when request.Headers.ContainsKey("x-amz-copy-source") => new("s3:PutObject", CopyObject.RunAsync),
            "PUT" => new("s3:PutObject", PutObject.RunAsync),
            "POST" when query.Has("uploads") => new("s3:PutObject", MultipartOperations.CreateAsync),
            "POST" when query.Has("uploadId") => new("s3:PutObject", MultipartOperations.CompleteAsync),
            "DELETE" when query.Has("uploadId") => new("s3:AbortMultipartUpload", MultipartOperations.AbortAsync),
            "DELETE" => new("s3:DeleteObject", DeleteObjects.OneAsync),
            _ => null,
        };
}
