namespace Railhead.ObjectStore;

/// <summary>Queries about buckets.</summary>
static class BucketOperations
{
    /// <summary>The buckets that the caller may list the objects of.</summary>
    public static Task ListBuckets(S3Request request) =>
        S3Xml.RespondAsync(
            request.Http,
            200,
            "ListAllMyBucketsResult",
            xml =>
            {
                xml.Owner();
                xml.Group(
                    "Buckets",
                    () =>
                    {
                        foreach (var bucket in request.Store.Buckets().Where(bucket => request.May("s3:ListBucket", bucket.Name)))
                        {
                            xml.Group(
                                "Bucket",
                                () =>
                                {
                                    xml.Text("Name", bucket.Name);
                                    xml.Text("CreationDate", S3Xml.Time(bucket.Created));
                                }
                            );
                        }
                    }
                );
            }
        );

    public static Task Head(S3Request request)
    {
        request.Response.Headers["x-amz-bucket-region"] = request.Caller.Claim.Region;
        return Task.CompletedTask;
    }

    /// <summary>The store accepts any region. S3 writes its first region as an empty text.</summary>
    public static Task Location(S3Request request)
    {
        var region = request.Caller.Claim.Region;
        return S3Xml.RespondAsync(request.Http, 200, "LocationConstraint", xml => xml.WriteString(region == "us-east-1" ? "" : region));
    }

    /// <summary>Reports the truth: the store does not keep former versions yet, even if the bucket's configuration asks for it.</summary>
    public static Task Versioning(S3Request request) => S3Xml.RespondAsync(request.Http, 200, "VersioningConfiguration", _ => { });
}
