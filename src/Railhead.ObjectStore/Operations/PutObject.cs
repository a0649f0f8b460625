namespace Railhead.ObjectStore;

/// <summary>PutObject.</summary>
static class PutObject
{
    /// <summary>S3's limit for one upload or part.</summary>
    public const long Largest = 5L * 1024 * 1024 * 1024;

    public static async Task RunAsync(S3Request request)
    {
        CheckKey(request.Key);
        var headers = ObjectHeaders.Take(request.Http.Request.Headers);
        ObjectHeaders.CheckMayTag(request, headers);
        var condition = Conditions.OfWrite(request);
        // An early check, which saves the client a useless upload. The check is repeated when the content has arrived.
        condition.Check(request.Store.Find(request.Bucket, request.Key), request.Key);
        using var payload = request.Payload(ChecksumAlgorithm.Find(request.Header("x-amz-checksum-algorithm")));
        CheckLength(payload);
        using var content = request.Store.NewBlob();
        var digest = await payload.ReceiveAsync(piece => content.AppendAsync(piece, request.Aborted), request.Aborted);
        var added = new NewObject(
            request.Bucket,
            request.Key,
            digest.Length,
            digest.Md5,
            request.Time.GetUtcNow(),
            headers,
            digest.Checksum
        );
        await request.Store.PutAsync(added, content, condition);
        request.Response.Headers.ETag = $"\"{added.ETag}\"";
        ChecksumHeaders.Write(request.Response.Headers, added.Checksum);
        ObjectHeaders.WriteEncryption(headers, request.Response.Headers);
    }

    public static void CheckKey(string key)
    {
        if (KeyBytes.Of(key).Length > KeyBytes.Longest)
        {
            throw S3Errors.KeyTooLong();
        }
    }

    public static void CheckLength(RequestPayload payload)
    {
        if (payload.Length is null)
        {
            throw S3Errors.MissingContentLength();
        }

        if (payload.Length > Largest)
        {
            throw S3Errors.EntityTooLarge();
        }
    }
}
