using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Railhead.ObjectStore;

/// <summary>GetObject and HeadObject.</summary>
static class GetObject
{
    public static async Task RunAsync(S3Request request)
    {
        Versions.CheckRead(request.Target.Query["versionId"]);
        using var read = request.Store.OpenRead(request.Bucket, request.Key) ?? throw request.NotFound(request.Bucket, request.Key);
        var entry = read.Entry;
        var headers = request.Response.Headers;
        if (Conditions.IsNotModified(entry, request.Header))
        {
            headers.ETag = $"\"{entry.ETag}\"";
            headers.LastModified = entry.Modified.ToString("r");
            request.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var (range, isPartial) = Range(request, read);
        read.Check(range);
        ObjectHeaders.Write(request, entry, headers);
        headers.ContentLength = range.Length;
        if (isPartial)
        {
            request.Response.StatusCode = StatusCodes.Status206PartialContent;
            headers.ContentRange = string.Create(
                CultureInfo.InvariantCulture,
                $"bytes {range.Offset}-{range.Offset + range.Length - 1}/{entry.Size}"
            );
        }
        else if (string.Equals(request.Header("x-amz-checksum-mode"), "ENABLED", StringComparison.OrdinalIgnoreCase))
        {
            ChecksumHeaders.Write(headers, entry.Checksum);
        }

        if (HttpMethods.IsHead(request.Http.Request.Method))
        {
            return;
        }
        // A media player may pause, so do not close its connection.
        if (request.Http.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        await read.CopyAsync(range, async piece => await request.Response.BodyWriter.WriteAsync(piece, request.Aborted), request.Aborted);
    }

    static (ByteRange Range, bool IsPartial) Range(S3Request request, ObjectRead read)
    {
        var whole = new ByteRange(0, read.Entry.Size);
        if (request.Target.Query.Has("partNumber"))
        {
            if (request.Header("Range") is not null)
            {
                throw S3Errors.InvalidRequest("Cannot specify both Range header and partNumber query parameter");
            }

            return Part(request, read);
        }

        var asked = Conditions.AllowsRange(read.Entry, request.Header("If-Range")) ? request.Header("Range") : null;
        return ByteRange.Parse(asked, whole.Length) is { } range ? (range, true) : (whole, false);
    }

    static (ByteRange Range, bool IsPartial) Part(S3Request request, ObjectRead read)
    {
        var number = request.PartNumber();
        var offset = 0L;
        // The parts of a completed upload are numbered again.
        var index = number - 1;
        if (index >= read.Segments.Count)
        {
            throw S3Errors.InvalidPartNumber();
        }

        for (var i = 0; i < index; i++)
        {
            offset += read.Segments[i].Size;
        }

        if (read.Entry.ETag.Contains('-'))
        {
            request.Response.Headers["x-amz-mp-parts-count"] = read.Segments.Count.ToString(CultureInfo.InvariantCulture);
        }

        var range = new ByteRange(offset, read.Segments[index].Size);
        return (range, range.Length > 0);
    }
}
