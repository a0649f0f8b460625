namespace Railhead.ObjectStore;

/// <summary>Queries about buckets.</summary>
static class BucketOperations
{
    const int MostBuckets = 10_000;

    /// <summary>The buckets that the caller may list the objects of.</summary>
    public static Task ListBuckets(S3Request request)
    {
        var query = request.Target.Query;
        var limit = request.Limit("max-buckets", MostBuckets);
        if (limit == 0)
        {
            throw S3Errors.InvalidArgument("Argument max-buckets must be an integer between 1 and 10000");
        }

        var region = request.Caller.Claim.Region;
        var after = query["continuation-token"] is { Length: > 0 } token ? KeyBytes.Text(ContinuationToken.Read(token)) : "";
        var found = request
            .Store.Buckets()
            .Where(bucket =>
                request.May("s3:ListBucket", bucket.Name)
                && bucket.Name.StartsWith(query["prefix"] ?? "", StringComparison.Ordinal)
                && (query["bucket-region"] ?? region) == region
                && string.CompareOrdinal(bucket.Name, after) > 0
            )
            .ToList();
        return S3Xml.RespondAsync(
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
                        foreach (var bucket in found.Take(limit))
                        {
                            xml.Group(
                                "Bucket",
                                () =>
                                {
                                    xml.Text("Name", bucket.Name);
                                    xml.Text("CreationDate", S3Xml.Time(bucket.Created));
                                    xml.Text("BucketRegion", region);
                                }
                            );
                        }
                    }
                );
                if (found.Count > limit)
                {
                    xml.Text("ContinuationToken", ContinuationToken.Write(KeyBytes.Of(found[limit - 1].Name)));
                }

                xml.Text("Prefix", query["prefix"]);
            }
        );
    }

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
