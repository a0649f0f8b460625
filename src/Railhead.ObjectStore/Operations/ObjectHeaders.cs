using System.Text;
using Microsoft.AspNetCore.Http;

namespace Railhead.ObjectStore;

/// <summary>The headers that are stored and returned with an object.</summary>
static class ObjectHeaders
{
    const string MetadataPrefix = "x-amz-meta-";
    const int LargestMetadata = 2048;

    static readonly string[] Kept =
    [
        "content-type",
        "content-disposition",
        "content-encoding",
        "content-language",
        "cache-control",
        "expires",
        "x-amz-website-redirect-location",
    ];

    static readonly string[] Overridable =
    [
        "content-type",
        "content-disposition",
        "content-encoding",
        "content-language",
        "cache-control",
        "expires",
    ];

    static readonly string[] StorageClasses =
    [
        "STANDARD",
        "REDUCED_REDUNDANCY",
        "STANDARD_IA",
        "ONEZONE_IA",
        "INTELLIGENT_TIERING",
        "GLACIER",
        "DEEP_ARCHIVE",
        "GLACIER_IR",
    ];

    /// <summary>Reads the headers to store, and refuses headers that ask for something the store does not do.</summary>
    public static IReadOnlyDictionary<string, string> Take(IHeaderDictionary headers)
    {
        Refuse(headers);
        var taken = new Dictionary<string, string>();
        foreach (var name in Kept)
        {
            var value = headers[name].ToString();
            // aws-chunked is the form of the upload, not of the object.
            if (name == "content-encoding")
            {
                value = string.Join(
                    ',',
                    value
                        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                        .Where(coding => coding != "aws-chunked")
                );
            }

            if (value.Length > 0)
            {
                taken[name] = value;
            }
        }

        taken.TryAdd("content-type", "binary/octet-stream");
        var size = 0;
        foreach (var (name, value) in headers.Where(header => header.Key.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase)))
        {
            taken[name.ToLowerInvariant()] = value.ToString();
            size += name.Length - MetadataPrefix.Length + Encoding.UTF8.GetByteCount(value.ToString());
        }

        if (size > LargestMetadata)
        {
            throw S3Errors.MetadataTooLarge();
        }

        TakeStorageClass(headers, taken);
        return taken;
    }

    /// <summary>The headers of a copy that keeps its source's headers. Only the storage class comes from the request.</summary>
    public static IReadOnlyDictionary<string, string> Keep(IReadOnlyDictionary<string, string> source, IHeaderDictionary headers)
    {
        Refuse(headers);
        var taken = source.ToDictionary();
        taken.Remove("x-amz-storage-class");
        TakeStorageClass(headers, taken);
        return taken;
    }

    /// <summary>Writes an object's headers into an answer.</summary>
    public static void Write(ObjectEntry entry, QueryParameters query, IHeaderDictionary headers)
    {
        foreach (var (name, value) in entry.Headers)
        {
            headers[name] = Printable(value);
        }

        foreach (var name in Overridable)
        {
            if (query["response-" + name] is { } value)
            {
                headers[name] = Printable(value);
            }
        }

        headers.ETag = $"\"{entry.ETag}\"";
        headers.LastModified = entry.Modified.ToString("r");
        headers.AcceptRanges = "bytes";
    }

    static void Refuse(IHeaderDictionary headers)
    {
        if (
            headers.Keys.FirstOrDefault(name =>
                name.StartsWith("x-amz-server-side-encryption-customer-", StringComparison.OrdinalIgnoreCase)
            )
            is not null
        )
        {
            throw S3Errors.NotImplemented("Encryption with keys of the client (SSE-C) is not implemented.");
        }

        if (headers.ContainsKey("x-amz-write-offset-bytes"))
        {
            throw S3Errors.NotImplemented("Appending to an object is not implemented.");
        }

        if (headers.Keys.Any(name => name.StartsWith("x-amz-object-lock-", StringComparison.OrdinalIgnoreCase)))
        {
            throw S3Errors.InvalidRequest("Bucket is missing Object Lock Configuration");
        }
        // The default of an AWS bucket: its owner owns everything in it.
        if (
            headers.Keys.Any(name => name.StartsWith("x-amz-grant-", StringComparison.OrdinalIgnoreCase))
            || headers["x-amz-acl"].FirstOrDefault() is not (null or "private" or "bucket-owner-full-control")
        )
        {
            throw S3Errors.AclNotSupported();
        }
    }

    static void TakeStorageClass(IHeaderDictionary headers, Dictionary<string, string> taken)
    {
        var storageClass = headers["x-amz-storage-class"].ToString();
        if (storageClass.Length > 0 && !StorageClasses.Contains(storageClass))
        {
            throw new S3Exception(400, "InvalidStorageClass", "The storage class you specified is not valid");
        }

        if (storageClass is not ("" or "STANDARD"))
        {
            taken["x-amz-storage-class"] = storageClass;
        }
    }

    // Like S3, encode non-ASCII text by RFC 2047. A line break would end the header.
    static string Printable(string value) =>
        value.All(c => c is >= ' ' and <= '~' or '\t') ? value : $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=";
}
