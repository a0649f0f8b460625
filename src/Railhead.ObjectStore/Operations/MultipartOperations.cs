using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Railhead.ObjectStore;

/// <summary>A multipart upload, from creation to completion or abortion.</summary>
static class MultipartOperations
{
    public const int MostParts = 10_000;

    public static async Task CreateAsync(S3Request request)
    {
        PutObject.CheckKey(request.Key);
        var headers = ObjectHeaders.Take(request.Http.Request.Headers);
        ObjectHeaders.CheckMayTag(request, headers);
        var (algorithm, composite) = ChecksumKind(request.Header("x-amz-checksum-algorithm"), request.Header("x-amz-checksum-type"));
        var upload = await request.Store.BeginUploadAsync(request.Bucket, request.Key, headers, algorithm, composite);
        if (algorithm is not null)
        {
            request.Response.Headers["x-amz-checksum-algorithm"] = algorithm.Name;
            request.Response.Headers["x-amz-checksum-type"] = composite ? "COMPOSITE" : "FULL_OBJECT";
        }

        ObjectHeaders.WriteEncryption(headers, request.Response.Headers);
        await S3Xml.RespondAsync(
            request.Http,
            200,
            "InitiateMultipartUploadResult",
            xml =>
            {
                xml.Text("Bucket", request.Bucket);
                xml.Text("Key", request.Key);
                xml.Text("UploadId", upload.Id);
            }
        );
    }

    public static async Task UploadPartAsync(S3Request request)
    {
        var number = request.PartNumber();
        var upload = Upload(request);
        using var payload = request.Payload(upload.Algorithm);
        PutObject.CheckLength(payload);
        if (upload.Algorithm is { } expected && payload.SentAlgorithm is { } sent && sent != expected)
        {
            throw S3Errors.InvalidRequest(
                $"Checksum Type mismatch occurred, expected checksum Type: {expected}, actual checksum Type: {sent}"
            );
        }

        using var content = request.Store.NewBlob();
        var digest = await payload.ReceiveAsync(piece => content.AppendAsync(piece, request.Aborted), request.Aborted);
        var part = new PartEntry(number, content.Id, digest.Length, digest.Md5, request.Time.GetUtcNow(), digest.Checksum);
        await request.Store.PutPartAsync(upload, part, content);
        request.Response.Headers.ETag = $"\"{part.ETag}\"";
        if (part.Checksum is { } checksum)
        {
            request.Response.Headers[checksum.Algorithm.Header] = checksum.Value;
        }
    }

    public static async Task CompleteAsync(S3Request request)
    {
        var condition = Conditions.OfWrite(request);
        var expected = ChecksumHeaders.Read(request.Http.Request.Headers);
        // The checksum in this request's header is the object's, not this document's.
        var document = await request.ReadXmlAsync(XmlForm.CompleteMultipartUpload, checksumIsOfContent: false);
        var completion = new CompletionRequest(
            [.. document.All("Part").Select(NamedPart)],
            expected,
            request.Header("x-amz-checksum-type"),
            ObjectSize(request.Header("x-amz-mp-object-size"))
        );
        var entry = await request.Store.CompleteUploadAsync(
            request.Bucket,
            request.Key,
            request.Target.Query["uploadId"]!,
            completion,
            condition
        );
        ObjectHeaders.WriteEncryption(entry.Headers, request.Response.Headers);
        await S3Xml.RespondAsync(
            request.Http,
            200,
            "CompleteMultipartUploadResult",
            xml =>
            {
                xml.Text(
                    "Location",
                    $"{request.Http.Request.Scheme}://{request.Http.Request.Host}/{request.Bucket}/{PercentEncoding.Encode(request.Key, keepSlash: true)}"
                );
                xml.Text("Bucket", request.Bucket);
                xml.Text("Key", request.Key);
                xml.ETag(entry.ETag);
                xml.Checksum(entry.Checksum);
                xml.Text("ChecksumType", entry.Checksum?.Type);
            }
        );
    }

    public static async Task AbortAsync(S3Request request)
    {
        await request.Store.AbortUploadAsync(request.Bucket, request.Key, request.Target.Query["uploadId"]!);
        request.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>The upload that the request names.</summary>
    public static UploadEntry Upload(S3Request request) =>
        request.Store.FindUpload(request.Bucket, request.Key, request.Target.Query["uploadId"]!) ?? throw S3Errors.NoSuchUpload();

    static (ChecksumAlgorithm? Algorithm, bool Composite) ChecksumKind(string? name, string? type)
    {
        if (name is null)
        {
            return type is null
                ? (null, false)
                : throw S3Errors.InvalidRequest(
                    "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header."
                );
        }

        var algorithm =
            ChecksumAlgorithm.Find(name)
            ?? throw S3Errors.InvalidRequest(
                "Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, "
                    + "CRC64NVME, SHA1, SHA256]"
            );
        var composite = type switch
        {
            null => algorithm.Name != "CRC64NVME",
            "COMPOSITE" => true,
            "FULL_OBJECT" => false,
            _ => throw S3Errors.InvalidRequest("Value for x-amz-checksum-type header is invalid."),
        };
        if (composite ? algorithm.Name == "CRC64NVME" : !algorithm.IsCrc)
        {
            throw S3Errors.InvalidRequest(
                $"The {type} checksum type cannot be used with the {algorithm.Name.ToLowerInvariant()} checksum algorithm."
            );
        }

        return (algorithm, composite);
    }

    static long? ObjectSize(string? header) =>
        header is null ? null
        : long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size
        : throw S3Errors.InvalidArgument("Value for x-amz-mp-object-size header is invalid.");

    static NamedPart NamedPart(XmlElementNode part)
    {
        if (
            !int.TryParse(
                part["PartNumber"],
                NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture,
                out var number
            ) || part["ETag"] is not { } etag
        )
        {
            throw S3Errors.MalformedXml();
        }

        var checksum = ChecksumAlgorithm
            .All.Where(algorithm => part[algorithm.Element] is not null)
            .Select(algorithm => new Checksum(algorithm, part[algorithm.Element]!))
            .FirstOrDefault();
        return new NamedPart(number, etag.Trim(), checksum);
    }
}
