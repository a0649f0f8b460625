namespace Railhead.ObjectStore;

/// <summary>The form of a document that clients send, with limits, so that no document takes much memory.</summary>
/// <param name="Root">The name of the root element.</param>
/// <param name="Item">The element that is repeated.</param>
/// <param name="MostItems">The largest number of those.</param>
/// <param name="Names">All elements that may be in the document.</param>
/// <param name="Bytes">The largest size of the document.</param>
sealed record XmlForm(string Root, string Item, int MostItems, IReadOnlyList<string> Names, int Bytes)
{
    /// <summary>1,000 keys of 1,024 bytes, each byte written as a reference, with all conditions.</summary>
    public static readonly XmlForm Delete = new(
        "Delete",
        "Object",
        DeleteObjects.MostKeys,
        ["Delete", "Object", "Key", "VersionId", "ETag", "LastModifiedTime", "Size", "Quiet"],
        Bytes: 8 * 1024 * 1024
    );

    /// <summary>10,000 parts with one checksum each.</summary>
    public static readonly XmlForm CompleteMultipartUpload = new(
        "CompleteMultipartUpload",
        "Part",
        MultipartOperations.MostParts,
        ["CompleteMultipartUpload", "Part", "PartNumber", "ETag", "Size", .. ChecksumAlgorithm.All.Select(algorithm => algorithm.Element)],
        Bytes: 4 * 1024 * 1024
    );

    /// <summary>An object has ten tags at most; more have an error of their own.</summary>
    public static readonly XmlForm Tagging = new("Tagging", "Tag", 100, ["Tagging", "TagSet", "Tag", "Key", "Value"], Bytes: 128 * 1024);

    /// <summary>The largest number of elements of any name.</summary>
    public int MostElements => (MostItems + 1) * Names.Count;
}
