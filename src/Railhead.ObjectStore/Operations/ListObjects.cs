using System.Xml;

namespace Railhead.ObjectStore;

/// <summary>ListObjectsV2 and the older ListObjects.</summary>
static class ListObjects
{
    public static async Task Version2Async(S3Request request)
    {
        var query = request.Target.Query;
        var encode = Encoder(query);
        var (prefix, delimiter, limit) = (query["prefix"] ?? "", query["delimiter"] ?? "", request.Limit("max-keys"));
        var (token, startAfter) = (query["continuation-token"], query["start-after"]);
        var from =
            token is { Length: > 0 } ? ContinuationToken.Read(token)
            : startAfter is { Length: > 0 } ? KeyBytes.After(KeyBytes.Of(startAfter))
            : [];
        var page = request.Store.List(new ListQuery(request.Bucket, prefix, delimiter, from, limit));
        await S3Xml.RespondAsync(
            request.Http,
            200,
            "ListBucketResult",
            xml =>
            {
                Begin(xml, request, encode, prefix, delimiter, limit, page);
                xml.Number("KeyCount", page.Items.Count);
                xml.Text("ContinuationToken", token);
                if (page.Next is not null)
                {
                    xml.Text("NextContinuationToken", ContinuationToken.Write(page.Next));
                }

                if (startAfter is { Length: > 0 })
                {
                    xml.Text("StartAfter", encode(startAfter));
                }

                Items(xml, page, encode, withOwner: query["fetch-owner"] == "true");
            }
        );
    }

    public static async Task Version1Async(S3Request request)
    {
        var query = request.Target.Query;
        var encode = Encoder(query);
        var (prefix, delimiter, limit, marker) = (
            query["prefix"] ?? "",
            query["delimiter"] ?? "",
            request.Limit("max-keys"),
            query["marker"] ?? ""
        );
        var page = request.Store.List(new ListQuery(request.Bucket, prefix, delimiter, From(marker, prefix, delimiter), limit));
        await S3Xml.RespondAsync(
            request.Http,
            200,
            "ListBucketResult",
            xml =>
            {
                Begin(xml, request, encode, prefix, delimiter, limit, page);
                xml.Text("Marker", encode(marker));
                // Without a delimiter, clients use the last key as the next marker.
                if (page.Next is not null && delimiter.Length > 0)
                {
                    xml.Text("NextMarker", encode(page.Items[^1].Name));
                }

                Items(xml, page, encode, withOwner: true);
            }
        );
    }

    // A marker that is a common prefix skips all keys below it.
    internal static byte[] From(string marker, string prefix, string delimiter)
    {
        if (marker.Length == 0)
        {
            return [];
        }

        var bytes = KeyBytes.Of(marker);
        var isCommonPrefix =
            marker.StartsWith(prefix, StringComparison.Ordinal) && Listing.CommonPrefix(marker, prefix, delimiter) == marker;
        return isCommonPrefix ? KeyBytes.AfterPrefix(bytes)! : KeyBytes.After(bytes);
    }

    internal static void Begin(
        XmlWriter xml,
        S3Request request,
        Func<string, string> encode,
        string prefix,
        string delimiter,
        int limit,
        ListPage page
    )
    {
        xml.Text("Name", request.Bucket);
        xml.Text("Prefix", encode(prefix));
        if (delimiter.Length > 0)
        {
            xml.Text("Delimiter", encode(delimiter));
        }

        xml.Number("MaxKeys", limit);
        xml.Text("EncodingType", request.Target.Query["encoding-type"]);
        xml.Flag("IsTruncated", page.Next is not null);
    }

    internal static void Items(XmlWriter xml, ListPage page, Func<string, string> encode, bool withOwner, bool asVersions = false)
    {
        foreach (var entry in page.Items.Select(item => item.Entry).OfType<ObjectEntry>())
        {
            xml.Group(
                asVersions ? "Version" : "Contents",
                () =>
                {
                    xml.Text("Key", encode(entry.Key));
                    if (asVersions)
                    {
                        xml.Text("VersionId", Versions.Only);
                        xml.Flag("IsLatest", true);
                    }

                    xml.Text("LastModified", S3Xml.Time(entry.Modified));
                    xml.ETag(entry.ETag);
                    xml.Text("ChecksumAlgorithm", entry.Checksum?.Algorithm.Name);
                    xml.Text("ChecksumType", entry.Checksum?.Type);
                    xml.Number("Size", entry.Size);
                    if (withOwner)
                    {
                        xml.Owner();
                    }

                    xml.Text("StorageClass", entry.StorageClass);
                }
            );
        }

        foreach (var common in page.Items.Where(item => item.Entry is null))
        {
            xml.Group("CommonPrefixes", () => xml.Text("Prefix", encode(common.Name)));
        }
    }

    /// <summary>The encoding of names: plain, or percent-encoded for clients whose XML cannot hold every character.</summary>
    public static Func<string, string> Encoder(QueryParameters query) =>
        query["encoding-type"] switch
        {
            null or "" => name => name,
            "url" => name => PercentEncoding.Encode(name, keepSlash: true),
            _ => throw S3Errors.InvalidArgument("Invalid Encoding Method specified in Request"),
        };
}
