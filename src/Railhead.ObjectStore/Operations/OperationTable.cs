using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Railhead.ObjectStore;

/// <summary>All operations, each with what it knows of a request.</summary>
static class OperationTable
{
    static readonly string[] Paging = ["prefix", "delimiter", "encoding-type"];

    static readonly string[] Overrides =
    [
        "response-content-type",
        "response-content-disposition",
        "response-content-encoding",
        "response-content-language",
        "response-cache-control",
        "response-expires",
    ];

    /// <summary>In the order of selection: an operation with selectors stands before the plain one of its method.</summary>
    static readonly Operation[] All =
    [
        new("GET", Resource.Service, null, BucketOperations.ListBuckets)
        {
            Parameters = ["max-buckets", "continuation-token", "prefix", "bucket-region"],
        },
        .. BucketConfiguration.Operations,
        new("HEAD", Resource.Bucket, "s3:ListBucket", BucketOperations.Head),
        new("GET", Resource.Bucket, "s3:GetBucketLocation", BucketOperations.Location) { Selectors = ["location"] },
        new("GET", Resource.Bucket, "s3:GetBucketVersioning", BucketOperations.Versioning) { Selectors = ["versioning"] },
        new("GET", Resource.Bucket, "s3:ListBucketVersions", ListVersions.RunAsync)
        {
            Selectors = ["versions"],
            Parameters = [.. Paging, "max-keys", "key-marker", "version-id-marker"],
            Headers = ["x-amz-optional-object-attributes"],
        },
        new("GET", Resource.Bucket, "s3:ListBucketMultipartUploads", MultipartListing.ListUploadsAsync)
        {
            Selectors = ["uploads"],
            Parameters = [.. Paging, "key-marker", "upload-id-marker", "max-uploads"],
        },
        new("GET", Resource.Bucket, "s3:ListBucket", ListObjects.Version2Async)
        {
            Selectors = ["list-type"],
            Parameters = [.. Paging, "max-keys", "continuation-token", "start-after", "fetch-owner"],
            // The only optional attribute is the state of a restored object, and nothing is archived here.
            Headers = ["x-amz-optional-object-attributes"],
        },
        new("GET", Resource.Bucket, "s3:ListBucket", ListObjects.Version1Async)
        {
            Parameters = [.. Paging, "max-keys", "marker"],
            Headers = ["x-amz-optional-object-attributes"],
        },
        new("POST", Resource.Bucket, null, DeleteObjects.ManyAsync) { Selectors = ["delete"], Headers = KnownHeaders.Content },
        new("GET", Resource.Object, "s3:GetObjectTagging", TaggingOperations.GetAsync)
        {
            Selectors = ["tagging"],
            Parameters = ["versionId"],
        },
        new("PUT", Resource.Object, "s3:PutObjectTagging", TaggingOperations.PutAsync)
        {
            Selectors = ["tagging"],
            Parameters = ["versionId"],
            Headers = KnownHeaders.Content,
        },
        new("DELETE", Resource.Object, "s3:DeleteObjectTagging", TaggingOperations.DeleteAsync)
        {
            Selectors = ["tagging"],
            Parameters = ["versionId"],
        },
        new("GET", Resource.Object, "s3:GetObjectAcl", ObjectReads.AclAsync) { Selectors = ["acl"], Parameters = ["versionId"] },
        new("PUT", Resource.Object, "s3:PutObjectAcl", _ => throw S3Errors.AclNotSupported())
        {
            Selectors = ["acl"],
            Headers = [.. KnownHeaders.Content, "x-amz-acl", "x-amz-grant-"],
        },
        new("GET", Resource.Object, "s3:GetObjectAttributes", ObjectReads.AttributesAsync)
        {
            Selectors = ["attributes"],
            Parameters = ["versionId"],
            Headers = ["x-amz-object-attributes", "x-amz-max-parts", "x-amz-part-number-marker"],
        },
        new("GET", Resource.Object, "s3:ListMultipartUploadParts", MultipartListing.ListPartsAsync)
        {
            Selectors = ["uploadId"],
            Parameters = ["max-parts", "part-number-marker", "encoding-type"],
        },
        new("GET", Resource.Object, "s3:GetObject", GetObject.RunAsync)
        {
            Parameters = [.. Overrides, "versionId", "partNumber"],
            Headers = ["x-amz-checksum-mode"],
        },
        new("HEAD", Resource.Object, "s3:GetObject", GetObject.RunAsync)
        {
            Parameters = [.. Overrides, "versionId", "partNumber"],
            Headers = ["x-amz-checksum-mode"],
        },
        new("PUT", Resource.Object, "s3:PutObject", CopyObject.PartAsync)
        {
            Selectors = ["uploadId", "partNumber"],
            SelectingHeader = "x-amz-copy-source",
            Headers = [.. KnownHeaders.CopySource, "x-amz-copy-source-range"],
        },
        new("PUT", Resource.Object, "s3:PutObject", MultipartOperations.UploadPartAsync)
        {
            Selectors = ["uploadId", "partNumber"],
            Headers = [.. KnownHeaders.Content, "x-amz-checksum-algorithm"],
        },
        new("PUT", Resource.Object, "s3:PutObject", CopyObject.RunAsync)
        {
            SelectingHeader = "x-amz-copy-source",
            Headers = [.. KnownHeaders.NewObject, .. KnownHeaders.CopySource, "x-amz-metadata-directive", "x-amz-tagging-directive"],
        },
        new("PUT", Resource.Object, "s3:PutObject", PutObject.RunAsync) { Headers = [.. KnownHeaders.NewObject, .. KnownHeaders.Content] },
        new("POST", Resource.Object, "s3:PutObject", MultipartOperations.CreateAsync)
        {
            Selectors = ["uploads"],
            Headers = [.. KnownHeaders.NewObject, "x-amz-checksum-type"],
        },
        new("POST", Resource.Object, "s3:PutObject", MultipartOperations.CompleteAsync)
        {
            Selectors = ["uploadId"],
            Headers = [.. KnownHeaders.Content, "x-amz-checksum-type", "x-amz-mp-object-size"],
        },
        new("DELETE", Resource.Object, "s3:AbortMultipartUpload", MultipartOperations.AbortAsync) { Selectors = ["uploadId"] },
        new("DELETE", Resource.Object, "s3:DeleteObject", DeleteObjects.OneAsync) { Parameters = ["versionId"] },
    ];

    // Parameters that select an operation which the store does not have.
    static readonly string[] NotDone =
    [
        "analytics",
        "annotation",
        "append",
        "intelligent-tiering",
        "inventory",
        "legal-hold",
        "metadataConfiguration",
        "metadataTable",
        "metrics",
        "renameObject",
        "restore",
        "retention",
        "select",
        "select-type",
        "session",
        "torrent",
    ];

    /// <summary>All names that mean something to S3 in a query.</summary>
    public static readonly FrozenSet<string> Vocabulary = All.SelectMany(operation => operation.Selectors.Concat(operation.Parameters))
        .Concat(NotDone)
        .ToFrozenSet();

    /// <summary>The operation that a request selects; throws S3's error for one that the store does not have.</summary>
    public static Operation Find(HttpRequest request, S3Target target)
    {
        var resource =
            target.Bucket is null ? Resource.Service
            : target.Key is null ? Resource.Bucket
            : Resource.Object;
        var found = All.FirstOrDefault(operation =>
            operation.Resource == resource
            && operation.Method == request.Method
            && operation.Selectors.All(target.Query.Has)
            && (operation.SelectingHeader is not { } header || request.Headers.ContainsKey(header))
        );
        if (found is not null)
        {
            return found;
        }

        if (resource == Resource.Bucket && request.Method is "PUT" or "DELETE")
        {
            throw S3Errors.AccessDenied("Buckets are made and removed by the store's configuration, not by its clients.");
        }

        if (target.Query.All.FirstOrDefault(parameter => Vocabulary.Contains(parameter.Name)) is { Name: { } name })
        {
            throw S3Errors.NotImplemented($"A query you provided implies functionality that is not implemented: {name}");
        }

        throw S3Errors.MethodNotAllowed();
    }
}
