using System.Text;
using Microsoft.AspNetCore.Http;

namespace Railhead.ObjectStore;

/// <summary>DeleteObject and DeleteObjects. A missing object counts as deleted.</summary>
static class DeleteObjects
{
    const int MostKeys = 1000;

    public static async Task OneAsync(S3Request request)
    {
        Versions.CheckRead(request.Target.Query["versionId"]);
        await request.Store.DeleteAsync(request.Bucket, [request.Key]);
        request.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public static async Task ManyAsync(S3Request request)
    {
        var document = await request.ReadXmlAsync("Delete", guarded: true);
        var keys = document
            .All("Object")
            .Select(each => each["Key"] is { Length: > 0 } key && IsUnicode(key) ? key : throw S3Errors.MalformedXml())
            .ToList();
        if (keys.Count is 0 or > MostKeys)
        {
            throw S3Errors.MalformedXml();
        }

        if (document.All("Object").Any(each => each["VersionId"] is not (null or "" or "null")))
        {
            throw S3Errors.NoSuchVersion();
        }

        var allowed = keys.ToLookup(key => request.May("s3:DeleteObject", request.Bucket, key));
        await request.Store.DeleteAsync(request.Bucket, [.. allowed[true].Distinct()]);
        await S3Xml.RespondAsync(
            request.Http,
            200,
            "DeleteResult",
            xml =>
            {
                foreach (var key in document["Quiet"]?.Trim() == "true" ? [] : allowed[true])
                {
                    xml.Group("Deleted", () => xml.Text("Key", key));
                }

                foreach (var key in allowed[false])
                {
                    xml.Group(
                        "Error",
                        () =>
                        {
                            xml.Text("Key", key);
                            xml.Text("Code", "AccessDenied");
                            xml.Text("Message", "Access Denied");
                        }
                    );
                }
            }
        );
    }

    static bool IsUnicode(string key)
    {
        try
        {
            return KeyBytes.Of(key).Length > 0;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
