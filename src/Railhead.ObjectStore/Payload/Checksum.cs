namespace Railhead.ObjectStore;

/// <summary>A checksum of an object or part.</summary>
/// <param name="Value">Base64. For a multipart object: the checksum of its parts' checksums, followed by <c>-N</c>.</param>
sealed record Checksum(ChecksumAlgorithm Algorithm, string Value)
{
    // The hyphen is not a base64 digit.
    public string Type => Value.Contains('-') ? "COMPOSITE" : "FULL_OBJECT";

    /// <summary>As it is stored, <c>ALGORITHM:VALUE</c>.</summary>
    public override string ToString() => $"{Algorithm.Name}:{Value}";

    public static Checksum? Parse(string? stored)
    {
        if (stored is null)
        {
            return null;
        }

        var colon = stored.IndexOf(':');
        return new Checksum(ChecksumAlgorithm.Find(stored[..colon])!, stored[(colon + 1)..]);
    }

    /// <summary>The checksum of parts' checksums.</summary>
    public static Checksum Compose(ChecksumAlgorithm algorithm, IReadOnlyList<Checksum> parts)
    {
        using var hash = algorithm.Start();
        foreach (var part in parts)
        {
            hash.Append(Convert.FromBase64String(part.Value));
        }

        return new Checksum(algorithm, $"{Convert.ToBase64String(hash.Finish())}-{parts.Count}");
    }

    /// <summary>The checksum of the whole content, from the parts' CRCs and sizes.</summary>
    public static Checksum Join(ChecksumAlgorithm algorithm, IReadOnlyList<(Checksum Checksum, long Size)> parts)
    {
        var crc = 0UL;
        foreach (var (checksum, size) in parts)
        {
            crc = CrcMath.Append(algorithm, crc, FromBigEndian(checksum.Value), size);
        }

        var bytes = new byte[algorithm.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[^(i + 1)] = (byte)(crc >> (8 * i));
        }

        return new Checksum(algorithm, Convert.ToBase64String(bytes));
    }

    static ulong FromBigEndian(string base64) => Convert.FromBase64String(base64).Aggregate(0UL, (value, next) => (value << 8) | next);
}
