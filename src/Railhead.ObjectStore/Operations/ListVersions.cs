namespace Railhead.ObjectStore;

/// <summary>ListObjectVersions, as S3 answers it on a bucket that never had versioning: one version of each object.</summary>
static class ListVersions
{
    public static async Task RunAsync(S3Request request)
    {
        var query = request.Target.Query;
        var encode = ListObjects.Encoder(query);
        var (prefix, delimiter, limit) = (query["prefix"] ?? "", query["delimiter"] ?? "", request.Limit("max-keys"));
        var (marker, version) = (query["key-marker"] ?? "", query["version-id-marker"] ?? "");
        if (version.Length > 0 && marker.Length == 0)
        {
            throw S3Errors.InvalidArgument("A version-id marker cannot be specified without a key marker.");
        }

        if (version is not ("" or Versions.Only))
        {
            throw S3Errors.InvalidArgument("Invalid version id specified");
        }

        var from = ListObjects.From(marker, prefix, delimiter);
        var page = request.Store.List(new ListQuery(request.Bucket, prefix, delimiter, from, limit));
        await S3Xml.RespondAsync(
            request.Http,
            200,
            "ListVersionsResult",
            xml =>
            {
                ListObjects.Begin(xml, request, encode, prefix, delimiter, limit, page);
                xml.Text("KeyMarker", encode(marker));
                xml.Text("VersionIdMarker", version);
                if (page.Next is not null)
                {
                    xml.Text("NextKeyMarker", encode(page.Items[^1].Name));
                    xml.Text("NextVersionIdMarker", page.Items[^1].Entry is null ? null : Versions.Only);
                }

                ListObjects.Items(xml, page, encode, withOwner: true, asVersions: true);
            }
        );
    }
}
