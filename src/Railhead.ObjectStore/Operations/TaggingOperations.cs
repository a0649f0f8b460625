using Microsoft.AspNetCore.Http;

namespace Railhead.ObjectStore;

/// <summary>GetObjectTagging, PutObjectTagging and DeleteObjectTagging.</summary>
static class TaggingOperations
{
    public static Task GetAsync(S3Request request)
    {
        var tags = Tags.Of(ObjectReads.Find(request).Headers);
        return S3Xml.RespondAsync(
            request.Http,
            200,
            "Tagging",
            xml =>
                xml.Group(
                    "TagSet",
                    () =>
                    {
                        foreach (var (key, value) in tags)
                        {
                            xml.Group(
                                "Tag",
                                () =>
                                {
                                    xml.Text("Key", key);
                                    xml.Text("Value", value);
                                }
                            );
                        }
                    }
                )
        );
    }

    public static async Task PutAsync(S3Request request)
    {
        var document = await request.ReadXmlAsync(XmlForm.Tagging);
        var sets = document.All("TagSet").ToList();
        if (sets.Count != 1)
        {
            throw S3Errors.MalformedXml();
        }

        var tags = sets[0]
            .All("Tag")
            .Select(tag => (tag["Key"] ?? throw S3Errors.MalformedXml(), tag["Value"] ?? throw S3Errors.MalformedXml()))
            .ToList();
        Tags.Check(tags);
        await SetAsync(request, tags);
    }

    public static async Task DeleteAsync(S3Request request)
    {
        await SetAsync(request, []);
        request.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    static async Task SetAsync(S3Request request, List<(string Key, string Value)> tags)
    {
        Versions.CheckRead(request.Target.Query["versionId"]);
        var found = await request.Store.ChangeHeadersAsync(
            request.Bucket,
            request.Key,
            headers =>
            {
                headers.Remove(Tags.Header);
                if (tags.Count > 0)
                {
                    headers[Tags.Header] = Tags.Write(tags);
                }
            }
        );
        if (!found)
        {
            throw request.NotFound(request.Bucket, request.Key);
        }
    }
}
