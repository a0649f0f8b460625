using System.Text;
using Microsoft.AspNetCore.Http;

namespace Railhead.ObjectStore;

/// <summary>DeleteObject and DeleteObjects. A missing object counts as deleted, except when the client demands one.</summary>
static class DeleteObjects
{
    public const int MostKeys = 1000;

    public static async Task OneAsync(S3Request request)
    {
        Versions.CheckRead(request.Target.Query["versionId"]);
        var condition = Conditions.OfDelete(request.Header("If-Match"));
        if (!condition.IsAlways && !request.May("s3:GetObject", request.Bucket, request.Key))
        {
            throw S3Errors.AccessDenied();
        }

        var refused = await request.Store.DeleteAsync(request.Bucket, [new Deletion(request.Key, condition)]);
        if (refused.Count > 0)
        {
            throw refused[0].Reason;
        }

        request.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public static async Task ManyAsync(S3Request request)
    {
        var document = await request.ReadXmlAsync(XmlForm.Delete, guarded: true);
        var deletions = document.All("Object").Select(Deletion).ToList();
        if (deletions.Count is 0 or > MostKeys)
        {
            throw S3Errors.MalformedXml();
        }

        var denied = deletions.Where(deletion => !IsAllowed(request, deletion)).Distinct().ToList();
        var refused = await request.Store.DeleteAsync(request.Bucket, [.. deletions.Except(denied)]);
        var errors = denied
            .Select(deletion => new RefusedDeletion(deletion, S3Errors.AccessDenied()))
            .Concat(refused)
            .ToDictionary(each => each.Deletion, each => each.Reason);
        var isQuiet = document["Quiet"]?.Trim() == "true";
        await S3Xml.RespondAsync(
            request.Http,
            200,
            "DeleteResult",
            xml =>
            {
                foreach (var deletion in deletions.Where(deletion => !isQuiet && !errors.ContainsKey(deletion)))
                {
                    xml.Group("Deleted", () => xml.Text("Key", deletion.Key));
                }

                foreach (var (deletion, reason) in errors)
                {
                    xml.Group(
                        "Error",
                        () =>
                        {
                            xml.Text("Key", deletion.Key);
                            xml.Text("Code", reason.Code);
                            xml.Text("Message", reason.Message);
                        }
                    );
                }
            }
        );
    }

    static bool IsAllowed(S3Request request, Deletion deletion) =>
        request.May("s3:DeleteObject", request.Bucket, deletion.Key)
        && (deletion.Condition.IsAlways || request.May("s3:GetObject", request.Bucket, deletion.Key));

    static Deletion Deletion(XmlElementNode each)
    {
        if (each["VersionId"] is not (null or "" or "null"))
        {
            throw S3Errors.NoSuchVersion();
        }

        // S3 has these two conditions in directory buckets only.
        if ((each["Size"] ?? each["LastModifiedTime"]) is not null)
        {
            throw S3Errors.NotImplemented("A deletion by size or time is not implemented: use the ETag.");
        }

        return each["Key"] is { Length: > 0 } key && IsUnicode(key)
            ? new Deletion(key, Conditions.OfDelete(each["ETag"]?.Trim()))
            : throw S3Errors.MalformedXml();
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
