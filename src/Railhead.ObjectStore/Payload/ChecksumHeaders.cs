using Microsoft.AspNetCore.Http;

namespace Railhead.ObjectStore;

/// <summary>The checksums in a request's headers.</summary>
static class ChecksumHeaders
{
    /// <summary>The request's <c>x-amz-checksum-*</c> header, if it has one.</summary>
    public static Checksum? Read(IHeaderDictionary headers)
    {
        Checksum? found = null;
        foreach (var algorithm in ChecksumAlgorithm.All)
        {
            if (headers[algorithm.Header].FirstOrDefault() is not { } value)
            {
                continue;
            }

            if (found is not null)
            {
                throw S3Errors.InvalidRequest("Expecting a single x-amz-checksum- header");
            }

            found = new Checksum(algorithm, value);
        }

        return found;
    }

    /// <summary>The names that <c>x-amz-trailer</c> announces, in lower case.</summary>
    public static IReadOnlyList<string> Trailers(IHeaderDictionary headers)
    {
        var names = headers["x-amz-trailer"]
            .ToString()
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(name => name.ToLowerInvariant())
            .ToList();
        return names.All(name => ChecksumAlgorithm.FindHeader(name) is not null) && names.Count <= 1
            ? names
            : throw S3Errors.InvalidRequest("The value specified in the x-amz-trailer header is not supported");
    }

    /// <summary>Writes the checksum as headers of an answer.</summary>
    public static void Write(IHeaderDictionary headers, Checksum? checksum)
    {
        if (checksum is null)
        {
            return;
        }

        headers[checksum.Algorithm.Header] = checksum.Value;
        headers["x-amz-checksum-type"] = checksum.Type;
    }
}
