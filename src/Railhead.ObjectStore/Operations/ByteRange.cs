using System.Globalization;

namespace Railhead.ObjectStore;

/// <summary>A piece of an object's content.</summary>
readonly record struct ByteRange(long Offset, long Length)
{
    /// <summary>
    /// Reads a <c>Range</c> header (RFC 9110, 14.2). Null means the whole object: like S3, it ignores a malformed header and one
    /// with several ranges. It throws if the range begins behind the end.
    /// </summary>
    public static ByteRange? Parse(string? header, long size)
    {
        if (header is null || !header.StartsWith("bytes=", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var spec = header.AsSpan(6).Trim();
        var dash = spec.IndexOf('-');
        if (dash < 0 || spec.Contains(','))
        {
            return null;
        }

        var first = spec[..dash].Trim();
        var last = spec[(dash + 1)..].Trim();
        if (first.IsEmpty)
        {
            if (Number(last) is not { } suffix)
            {
                return null;
            }

            if (suffix == 0 || size == 0)
            {
                throw S3Errors.InvalidRange(header, size);
            }

            return new ByteRange(Math.Max(0, size - suffix), Math.Min(suffix, size));
        }

        if (Number(first) is not { } start)
        {
            return null;
        }

        var end = last.IsEmpty ? long.MaxValue : Number(last);
        if (end is null || end < start)
        {
            return null;
        }

        if (start >= size)
        {
            throw S3Errors.InvalidRange(header, size);
        }

        return new ByteRange(start, Math.Min(end.Value, size - 1) - start + 1);
    }

    static long? Number(ReadOnlySpan<char> digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
