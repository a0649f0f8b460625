using System.Text;

namespace Railhead.ObjectStore;

/// <summary>An object's tags. They are stored in the form of the <c>x-amz-tagging</c> header, which is that of a query.</summary>
static class Tags
{
    /// <summary>Their name among an object's headers; reads do not return it.</summary>
    public const string Header = "x-amz-tagging";

    const int Most = 10;
    const int LongestKey = 128;
    const int LongestValue = 256;

    public static IReadOnlyList<(string Key, string Value)> Of(IReadOnlyDictionary<string, string> headers) =>
        headers.TryGetValue(Header, out var tags) ? QueryParameters.Parse(tags).All : [];

    /// <summary>Reads the header of a write; throws S3's error for malformed tags.</summary>
    public static IReadOnlyList<(string Key, string Value)> Read(string header)
    {
        IReadOnlyList<(string Key, string Value)> tags;
        try
        {
            tags = QueryParameters.Parse(HeaderText.ToText(header)).All;
        }
        catch (S3Exception)
        {
            throw Malformed();
        }

        if (tags.DistinctBy(tag => tag.Key).Count() != tags.Count)
        {
            throw Malformed();
        }

        Check(tags);
        return tags;
    }

    public static string Write(IEnumerable<(string Key, string Value)> tags) =>
        string.Join('&', tags.Select(tag => $"{PercentEncoding.Encode(tag.Key)}={PercentEncoding.Encode(tag.Value)}"));

    /// <summary>Throws S3's error for tags that S3 does not allow.</summary>
    public static void Check(IReadOnlyList<(string Key, string Value)> tags)
    {
        if (tags.Count > Most)
        {
            throw new S3Exception(400, "BadRequest", "Object tags cannot be greater than 10");
        }

        if (tags.DistinctBy(tag => tag.Key).Count() != tags.Count)
        {
            throw Invalid("Cannot provide multiple Tags with the same key");
        }

        foreach (var (key, value) in tags)
        {
            if (key.Length is 0 or > LongestKey || !key.EnumerateRunes().All(IsAllowed))
            {
                throw Invalid("The TagKey you have provided is invalid");
            }

            if (value.Length > LongestValue || !value.EnumerateRunes().All(IsAllowed))
            {
                throw Invalid("The TagValue you have provided is invalid");
            }

            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            {
                throw Invalid("System tags cannot be added/updated by requester");
            }
        }
    }

    static bool IsAllowed(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune)
        || (rune.IsAscii && "+-=._:/@".Contains((char)rune.Value));

    static S3Exception Invalid(string message) => new(400, "InvalidTag", message);

    static S3Exception Malformed() =>
        S3Errors.InvalidArgument(
            "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates."
        );
}
