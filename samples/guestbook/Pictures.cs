using Amazon;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Microsoft.Net.Http.Headers;

namespace Guestbook;

/// <summary>The pictures in object storage.</summary>
sealed class Pictures(Settings settings) : IDisposable
{
    // Types that browsers show as a picture and cannot run as a page (SVG can).
    static readonly HashSet<string> Shown = new(StringComparer.OrdinalIgnoreCase)
    {
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "image/avif",
        "image/bmp",
    };

    // The SDK finds the endpoint and the credentials of the task's role by itself, on this machine and on AWS.
    readonly AmazonS3Client client = new(
        new AmazonS3Config
        {
            RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region),
            RetryMode = Amazon.Runtime.RequestRetryMode.Standard,
            MaxErrorRetry = 6,
        }
    );

    public static bool IsShown(string? type) => type is not null && Shown.Contains(type);

    public static string KeyOf(Guid id) => $"pictures/{id}";

    /// <summary>Stores the picture. It uploads large pictures in parts, with a few MB in memory at a time.</summary>
    public async Task PutAsync(string key, Picture picture, CancellationToken cancellation)
    {
        using var transfer = new TransferUtility(client);
        picture.Content.Position = 0;
        await transfer.UploadAsync(
            new TransferUtilityUploadRequest
            {
                BucketName = settings.Bucket,
                Key = key,
                InputStream = picture.Content,
                ContentType = picture.Type,
                AutoCloseStream = false,
            },
            cancellation
        );
    }

    public Task DeleteAsync(string key, CancellationToken cancellation) => client.DeleteObjectAsync(settings.Bucket, key, cancellation);

    /// <summary>Sends the picture, or the requested part of it.</summary>
    public async Task ServeAsync(Guid id, HttpContext http)
    {
        var response = http.Response;
        // A picture never changes, so its id is its version.
        string tag = $"\"{id}\"";
        if (http.Request.Headers.IfNoneMatch == tag)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var request = new GetObjectRequest { BucketName = settings.Bucket, Key = KeyOf(id) };
        // A single range goes to the store as it is. Any other request gets the whole picture, as the RFC allows.
        if (
            http.Request.Headers.Range is [{ } range]
            && RangeHeaderValue.TryParse(range, out var parsed)
            && parsed.Ranges.Count == 1
            && (http.Request.Headers.IfRange.Count == 0 || http.Request.Headers.IfRange == tag)
        )
            request.ByteRange = new ByteRange(range);
        try
        {
            using var stored = await client.GetObjectAsync(request, http.RequestAborted);
            bool shown = IsShown(stored.Headers.ContentType);
            response.StatusCode = (int)stored.HttpStatusCode;
            response.ContentType = shown ? stored.Headers.ContentType : "application/octet-stream";
            response.ContentLength = stored.ContentLength;
            var headers = response.Headers;
            headers.ETag = tag;
            headers.AcceptRanges = "bytes";
            headers.CacheControl = "public, max-age=31536000, immutable";
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
            headers.ContentDisposition = shown ? "inline" : "attachment";
            if (stored.ContentRange is { Length: > 0 } part)
                headers.ContentRange = part;
            if (!HttpMethods.IsHead(http.Request.Method))
                await stored.ResponseStream.CopyToAsync(response.Body, http.RequestAborted);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            await Problems.WriteAsync(http, StatusCodes.Status404NotFound, "This picture does not exist.");
        }
        catch (AmazonS3Exception e) when (e.StatusCode == System.Net.HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            await Problems.WriteAsync(http, StatusCodes.Status416RangeNotSatisfiable, "The picture is shorter than the requested range.");
        }
    }

    public void Dispose() => client.Dispose();
}
