using System.Globalization;

namespace Railhead.ObjectStore;

/// <summary>Reads of an object that do not return its content.</summary>
static class ObjectReads
{
    static readonly string[] Attributes = ["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"];

    /// <summary>GetObjectAcl.</summary>
    public static Task AclAsync(S3Request request)
    {
        _ = Find(request);
        return S3Xml.RespondAsync(request.Http, 200, "AccessControlPolicy", BucketConfiguration.AccessControl);
    }

    /// <summary>GetObjectAttributes.</summary>
    public static async Task AttributesAsync(S3Request request)
    {
        var wanted = (request.Header("x-amz-object-attributes") ?? "").Split(',', StringSplitOptions.TrimEntries);
        if (wanted.FirstOrDefault(name => !Attributes.Contains(name)) is { } unknown)
        {
            throw S3Errors.InvalidArgument($"Invalid attribute name specified: '{unknown}'.");
        }

        if (!request.May("s3:GetObject", request.Bucket, request.Key))
        {
            throw S3Errors.AccessDenied();
        }

        Versions.CheckRead(request.Target.Query["versionId"]);
        using var read = request.Store.OpenRead(request.Bucket, request.Key) ?? throw request.NotFound(request.Bucket, request.Key);
        var entry = read.Entry;
        request.Response.Headers.LastModified = entry.Modified.ToString("r");
        await S3Xml.RespondAsync(
            request.Http,
            200,
            "GetObjectAttributesResponse",
            xml =>
            {
                xml.Text("ETag", Wanted("ETag") ? entry.ETag : null);
                if (Wanted("Checksum") && entry.Checksum is { } checksum)
                {
                    xml.Group(
                        "Checksum",
                        () =>
                        {
                            xml.Checksum(checksum);
                            xml.Text("ChecksumType", checksum.Type);
                        }
                    );
                }

                // The store does not keep the checksums of parts, so it lists none, as S3 does for parts without checksums.
                if (Wanted("ObjectParts") && entry.ETag.Contains('-'))
                {
                    xml.Group("ObjectParts", () => xml.Number("PartsCount", read.Segments.Count));
                }

                xml.Text("StorageClass", Wanted("StorageClass") ? entry.StorageClass : null);
                xml.Text("ObjectSize", Wanted("ObjectSize") ? entry.Size.ToString(CultureInfo.InvariantCulture) : null);
            }
        );

        bool Wanted(string name) => wanted.Contains(name);
    }

    /// <summary>The present object; throws S3's error if it is missing.</summary>
    public static ObjectEntry Find(S3Request request)
    {
        Versions.CheckRead(request.Target.Query["versionId"]);
        return request.Store.Find(request.Bucket, request.Key) ?? throw request.NotFound(request.Bucket, request.Key);
    }
}
