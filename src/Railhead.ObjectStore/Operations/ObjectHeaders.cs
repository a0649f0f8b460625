using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Railhead.ObjectStore;

/// <summary>The headers that are stored and returned with an object.</summary>
static class ObjectHeaders
{
    const string MetadataPrefix = "x-amz-meta-";
    const string StorageClass = "x-amz-storage-class";
    const string Encryption = "x-amz-server-side-encryption";
    const string Redirect = "x-amz-website-redirect-location";
    const int LargestMetadata = 2048;

    static readonly string[] Kept =
    [
        "content-type",
        "content-disposition",
        "content-encoding",
        "content-language",
        "cache-control",
        "expires",
        Redirect,
    ];

    /// <summary>Headers that a copy never takes from its source, but from the request.</summary>
    public static readonly IReadOnlyList<string> NotCopied = [StorageClass, Encryption, Redirect];

    // The classes from which S3 reads at once; they differ in price, which does not exist here.
    static readonly string[] StorageClasses =
    [
        "STANDARD",
        "REDUCED_REDUNDANCY",
        "STANDARD_IA",
        "ONEZONE_IA",
        "INTELLIGENT_TIERING",
        "GLACIER_IR",
    ];

    // S3 gives an object of these classes back only after a restore, which does not exist here.
    static readonly string[] Archives = ["GLACIER", "DEEP_ARCHIVE"];

    /// <summary>Reads the headers to store, and refuses values that ask for something the store does not do.</summary>
    public static Dictionary<string, string> Take(IHeaderDictionary headers)
    {
        Refuse(headers);
        var taken = new Dictionary<string, string>();
        foreach (var name in Kept)
        {
            var value = HeaderText.Check(name, headers[name].ToString());
            value = name == "content-encoding" ? WithoutChunks(value) : value;
            if (value.Length > 0)
            {
                taken[name] = value;
            }
        }

        taken.TryAdd("content-type", "binary/octet-stream");
        var size = 0;
        foreach (var (name, value) in headers.Where(header => header.Key.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase)))
        {
            taken[name.ToLowerInvariant()] = HeaderText.Check(name, value.ToString());
            size += name.Length - MetadataPrefix.Length + value.ToString().Length;
        }

        if (size > LargestMetadata)
        {
            throw S3Errors.MetadataTooLarge();
        }

        TakeStorage(headers, taken);
        TakeTags(headers, taken);
        return taken;
    }

    /// <summary>The headers of a copy that keeps its source's headers.</summary>
    public static Dictionary<string, string> Keep(IReadOnlyDictionary<string, string> source, IHeaderDictionary headers)
    {
        Refuse(headers);
        var taken = source.Where(header => !NotCopied.Contains(header.Key)).ToDictionary();
        if (headers[Redirect].ToString() is { Length: > 0 } redirect)
        {
            taken[Redirect] = HeaderText.Check(Redirect, redirect);
        }

        TakeStorage(headers, taken);
        return taken;
    }

    public static void TakeTags(IHeaderDictionary headers, Dictionary<string, string> taken)
    {
        taken.Remove(Tags.Header);
        if (Tags.Read(headers[Tags.Header].ToString()) is { Count: > 0 } tags)
        {
            taken[Tags.Header] = Tags.Write(tags);
        }
    }

    /// <summary>As in S3, an object with tags needs a permission of its own.</summary>
    public static void CheckMayTag(S3Request request, IReadOnlyDictionary<string, string> headers)
    {
        if (headers.ContainsKey(Tags.Header) && !request.May("s3:PutObjectTagging", request.Bucket, request.Key))
        {
            throw S3Errors.AccessDenied();
        }
    }

    /// <summary>Writes an object's headers into an answer.</summary>
    public static void Write(S3Request request, ObjectEntry entry, IHeaderDictionary headers)
    {
        foreach (var (name, value) in entry.Headers.Where(header => header.Key != Tags.Header))
        {
            headers[name] = value;
        }

        foreach (var name in Kept.Where(name => name != Redirect))
        {
            if (request.Target.Query["response-" + name] is { } value)
            {
                headers[name] = Override(name, value);
            }
        }

        if (Tags.Of(entry.Headers).Count is > 0 and var tags && request.May("s3:GetObjectTagging", request.Bucket, request.Key))
        {
            headers["x-amz-tagging-count"] = tags.ToString(CultureInfo.InvariantCulture);
        }

        headers.ETag = $"\"{entry.ETag}\"";
        headers.LastModified = entry.Modified.ToString("r");
        headers.AcceptRanges = "bytes";
    }

    /// <summary>Writes the encryption that the client asked for, as the answer to a write.</summary>
    public static void WriteEncryption(IReadOnlyDictionary<string, string> stored, IHeaderDictionary headers)
    {
        if (stored.TryGetValue(Encryption, out var encryption))
        {
            headers[Encryption] = encryption;
        }
    }

    // A browser could not know the encoding of other characters.
    static string Override(string name, string value) =>
        value.All(c => c is >= ' ' and <= '~' or '\t')
            ? value
            : throw S3Errors.InvalidArgument(
                $"Header value cannot be represented: response-{name} must be ASCII (for a file's name: filename*=UTF-8''NAME, percent-encoded).",
                ("ArgumentName", "response-" + name),
                ("ArgumentValue", value)
            );

    // aws-chunked is the form of the upload, not of the object. Everything else stays as it was sent.
    static string WithoutChunks(string value) =>
        value.Contains("aws-chunked", StringComparison.OrdinalIgnoreCase)
            ? string.Join(',', value.Split(',').Where(coding => !coding.Trim().Equals("aws-chunked", StringComparison.OrdinalIgnoreCase)))
                .Trim()
            : value;

    static void Refuse(IHeaderDictionary headers)
    {
        if (headers.Keys.Any(name => name.StartsWith("x-amz-object-lock-", StringComparison.OrdinalIgnoreCase)))
        {
            throw S3Errors.InvalidRequest("Bucket is missing Object Lock Configuration");
        }

        // The default of an AWS bucket: its owner owns everything in it.
        if (
            headers.Keys.Any(name => name.StartsWith("x-amz-grant-", StringComparison.OrdinalIgnoreCase))
            || headers["x-amz-acl"].ToString() is not ("" or "private" or "bucket-owner-full-control")
        )
        {
            throw S3Errors.AclNotSupported();
        }
    }

    static void TakeStorage(IHeaderDictionary headers, Dictionary<string, string> taken)
    {
        var storageClass = headers[StorageClass].ToString();
        if (Archives.Contains(storageClass))
        {
            throw S3Errors.NotImplemented($"The storage class {storageClass} is not implemented: nothing can be archived and restored.");
        }

        if (storageClass.Length > 0 && !StorageClasses.Contains(storageClass))
        {
            throw new S3Exception(400, "InvalidStorageClass", "The storage class you specified is not valid");
        }

        if (storageClass is not ("" or "STANDARD"))
        {
            taken[StorageClass] = storageClass;
        }

        // The object is as encrypted as the machine's disk. The answer repeats what the client asked for, as S3's does.
        switch (headers[Encryption].ToString())
        {
            case "":
                break;
            case "AES256" or "aws:kms":
                taken[Encryption] = headers[Encryption].ToString();
                break;
            case "aws:kms:dsse":
                throw S3Errors.NotImplemented("Encryption with aws:kms:dsse is not implemented.");
            default:
                throw S3Errors.InvalidArgument("The encryption method specified is not supported");
        }
    }
}
