using System.Net;

namespace Railhead.ObjectStore;

/// <summary>
/// The bucket and key of a request. They come from the raw target, because a web server's path has already lost <c>..</c> and double
/// slashes.
/// </summary>
/// <param name="CanonicalPath">The path as it is signed.</param>
/// <param name="Bucket">Null for the service itself.</param>
/// <param name="Key">Null for the bucket itself.</param>
sealed record S3Target(string CanonicalPath, string? Bucket, string? Key, QueryParameters Query)
{
    /// <summary>The path of bucket and key, for errors.</summary>
    public string Resource =>
        Bucket is null ? "/"
        : Key is null ? $"/{Bucket}"
        : $"/{Bucket}/{Key}";

    /// <param name="rawTarget">As in the request line.</param>
    /// <param name="host">The host without its port. <c>BUCKET.anything</c> names a bucket when there is one of that name.</param>
    public static S3Target Parse(string rawTarget, string host, Func<string, bool> isBucket)
    {
        var rest = rawTarget.AsSpan();
        if (rest.IndexOf("://") is > 0 and var scheme && !rest.StartsWith('/'))
        {
            rest = rest[(scheme + 3)..];
            rest = rest.IndexOf('/') is >= 0 and var slash ? rest[slash..] : "/";
        }

        var question = rest.IndexOf('?');
        var query = QueryParameters.Parse(question < 0 ? "" : rest[(question + 1)..]);
        var path = PercentEncoding.Decode(question < 0 ? rest : rest[..question]);
        if (!path.StartsWith('/'))
        {
            path = "/" + path.TrimStart('*');
        }

        var canonical = PercentEncoding.Encode(path, keepSlash: true);
        var named = path[1..];
        if (BucketOfHost(host, isBucket) is { } virtualBucket)
        {
            return new S3Target(canonical, virtualBucket, named.Length == 0 ? null : named, query);
        }

        var end = named.IndexOf('/');
        var bucket = end < 0 ? named : named[..end];
        var key = end < 0 ? "" : named[(end + 1)..];
        if (bucket.Length == 0 && key.Length > 0)
        {
            throw S3Errors.InvalidUri();
        }

        return new S3Target(canonical, bucket.Length == 0 ? null : bucket, key.Length == 0 ? null : key, query);
    }

    static string? BucketOfHost(string host, Func<string, bool> isBucket)
    {
        if (IPAddress.TryParse(host, out _))
        {
            return null;
        }
        // Bucket names may contain dots, so take the longest one that exists.
        for (var dot = host.LastIndexOf('.'); dot > 0; dot = host.LastIndexOf('.', dot - 1))
        {
            if (isBucket(host[..dot]))
            {
                return host[..dot];
            }
        }

        return null;
    }
}
