namespace Railhead.ObjectStore;

/// <summary>A part as the client names it when it completes an upload.</summary>
sealed record NamedPart(int Number, string ETag, Checksum? Checksum);

/// <summary>A client's request to complete an upload.</summary>
/// <param name="Checksum">The checksum of the whole object, if the client sends it.</param>
/// <param name="ChecksumType">The kind of that checksum, if the client sends it: <c>COMPOSITE</c> or <c>FULL_OBJECT</c>.</param>
/// <param name="Size">The size of the whole object, if the client sends it.</param>
sealed record CompletionRequest(IReadOnlyList<NamedPart> Parts, Checksum? Checksum, string? ChecksumType, long? Size);

/// <summary>The rules by which parts become an object.</summary>
static class Completion
{
    const long LeastSize = 5 * 1024 * 1024;

    /// <summary>The stored parts that the client names. The client must list them in the order of their numbers.</summary>
    public static IReadOnlyList<PartEntry> Choose(IReadOnlyList<PartEntry> stored, CompletionRequest request)
    {
        if (request.Parts.Count == 0)
        {
            throw S3Errors.MalformedXml();
        }

        var byNumber = stored.ToDictionary(part => part.Number);
        var chosen = new List<PartEntry>(request.Parts.Count);
        foreach (var named in request.Parts)
        {
            if (chosen.Count > 0 && named.Number <= chosen[^1].Number)
            {
                throw S3Errors.InvalidPartOrder();
            }

            if (!byNumber.TryGetValue(named.Number, out var part) || part.ETag != named.ETag.Trim('"'))
            {
                throw S3Errors.InvalidPart();
            }

            if (named.Checksum is not null && part.Checksum is not null && named.Checksum != part.Checksum)
            {
                throw S3Errors.InvalidPart();
            }

            chosen.Add(part);
        }

        foreach (var part in chosen.SkipLast(1))
        {
            if (part.Size < LeastSize)
            {
                throw S3Errors.EntityTooSmall(part.Number, part.Size);
            }
        }

        return chosen;
    }

    public static NewObject Assemble(UploadEntry upload, IReadOnlyList<PartEntry> parts, CompletionRequest request, DateTimeOffset now)
    {
        var size = parts.Sum(part => part.Size);
        if (request.Size is { } claimed && claimed != size)
        {
            throw S3Errors.InvalidRequest("The provided 'x-amz-mp-object-size' header does not match the size of the parts.");
        }

        var checksum = ChecksumOf(upload, parts);
        if (request.ChecksumType is { } type && checksum is not null && type != checksum.Type)
        {
            throw S3Errors.InvalidRequest(
                $"The upload was created with the {checksum.Type} checksum type, and the completion names {type}."
            );
        }

        if (request.Checksum is { } expected && checksum is not null && expected != checksum)
        {
            throw S3Errors.BadDigest(expected.Algorithm.Name);
        }

        return new NewObject(upload.Bucket, upload.Key, size, ETagOf(parts), now, upload.Headers, checksum);
    }

    /// <summary>The MD5 of the parts' MD5s and their number.</summary>
    static string ETagOf(IReadOnlyList<PartEntry> parts)
    {
        using var digests = new Digests(algorithm: null, withSha256: false);
        foreach (var part in parts)
        {
            digests.Append(Convert.FromHexString(part.ETag));
        }

        return $"{digests.Finish().Md5}-{parts.Count}";
    }

    static Checksum? ChecksumOf(UploadEntry upload, IReadOnlyList<PartEntry> parts)
    {
        if (upload.Algorithm is not { } algorithm || parts.Any(part => part.Checksum?.Algorithm != algorithm))
        {
            return null;
        }

        return upload.Composite
            ? Checksum.Compose(algorithm, [.. parts.Select(part => part.Checksum!)])
            : Checksum.Join(algorithm, [.. parts.Select(part => (part.Checksum!, part.Size))]);
    }
}
