using System.Globalization;

namespace Railhead.ObjectStore;

/// <summary>The conditional headers of reads (RFC 9110, 13) and writes.</summary>
static class Conditions
{
    /// <summary>Throws 412, or returns true when the client's copy is still good (304).</summary>
    public static bool IsNotModified(ObjectEntry entry, Func<string, string?> header)
    {
        Demand(entry, header("If-Match"), header("If-Unmodified-Since"));
        if (header("If-None-Match") is { } none)
        {
            return Matches(none, entry.ETag);
        }

        return Date(header("If-Modified-Since")) is { } since && Seconds(entry.Modified) <= since;
    }

    /// <summary>The conditions of a copy on its source. Each failed one gives 412.</summary>
    public static void CheckCopySource(ObjectEntry entry, Func<string, string?> header)
    {
        const string prefix = "x-amz-copy-source-";
        if (IsNotModified(entry, name => header(prefix + name)))
        {
            throw S3Errors.PreconditionFailed(prefix + "If-None-Match");
        }
    }

    /// <summary>The conditions of a write on the present object.</summary>
    public static WriteCondition OfWrite(S3Request request)
    {
        if (request.Header("If-None-Match") is { } none && none != "*")
        {
            throw S3Errors.NotImplemented(
                "A header you provided implies functionality that is not implemented: If-None-Match of a write must be *"
            );
        }

        return new WriteCondition(request.Header("If-Match")?.Trim('"'), request.Header("If-None-Match") is not null);
    }

    /// <summary>The condition of a deletion: an ETag or <c>*</c>; null without one.</summary>
    public static DeleteCondition OfDelete(string? ifMatch) => new(ifMatch?.Trim('"'));

    /// <summary>Whether the object is still the one that <c>If-Range</c> names, so that a piece of it is useful.</summary>
    public static bool AllowsRange(ObjectEntry entry, string? ifRange) =>
        ifRange is null || (Date(ifRange) is { } date ? Seconds(entry.Modified) == date : ifRange.Trim('"') == entry.ETag);

    static void Demand(ObjectEntry entry, string? match, string? unmodifiedSince)
    {
        if (match is not null)
        {
            if (!Matches(match, entry.ETag))
            {
                throw S3Errors.PreconditionFailed("If-Match");
            }
        }
        else if (Date(unmodifiedSince) is { } since && Seconds(entry.Modified) > since)
        {
            throw S3Errors.PreconditionFailed("If-Unmodified-Since");
        }
    }

    static bool Matches(string header, string etag) =>
        header
            .Split(',', StringSplitOptions.TrimEntries)
            .Any(tag => tag == "*" || (tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag).Trim('"') == etag);

    static long? Date(string? header) =>
        DateTimeOffset.TryParseExact(header, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date.ToUnixTimeSeconds()
            : null;

    // HTTP dates have no fractions of a second.
    static long Seconds(DateTimeOffset time) => time.ToUnixTimeSeconds();
}
