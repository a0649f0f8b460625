namespace Railhead.ObjectStore;

/// <summary>The form of a document that clients send, with limits, so that no document takes much memory.</summary>
/// <param name="Root">The name of the root element.</param>
/// <param name="Names">All elements that may be in it.</param>
/// <param name="Elements">The largest number of elements.</param>
/// <param name="Bytes">The largest size of the document.</param>
sealed record XmlForm(string Root, IReadOnlyList<string> Names, int Elements, int Bytes)
{
    /// <summary>1,000 keys of 1,024 bytes, each byte written as a reference, with all conditions.</summary>
    public static readonly XmlForm Delete = new(
        "Delete",
        ["Delete", "Object", "Key", "VersionId", "ETag", "LastModifiedTime", "Size", "Quiet"],
        Elements: 2 + DeleteObjects.MostKeys * 6,
        Bytes: 8 * 1024 * 1024
    );

    /// <summary>10,000 parts with one checksum each.</summary>
    public static readonly XmlForm CompleteMultipartUpload = new(
        "CompleteMultipartUpload",
        ["CompleteMultipartUpload", "Part", "PartNumber", "ETag", "Size", .. ChecksumAlgorithm.All.Select(algorithm => algorithm.Element)],
        Elements: 1 + MultipartOperations.MostParts * 5,
        Bytes: 4 * 1024 * 1024
    );

    /// <summary>Ten tags.</summary>
    public static readonly XmlForm Tagging = new(
        "Tagging",
        ["Tagging", "TagSet", "Tag", "Key", "Value"],
        // More than ten tags have an error of their own.
        Elements: 2 + 100 * 3,
        Bytes: 128 * 1024
    );
}
