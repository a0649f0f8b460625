using System.Text;

namespace Railhead.ObjectStore.Tests;

/// <summary>The checksums of S3.</summary>
public sealed class ChecksumTests
{
    /// <summary>The check values of the catalogues: of the digits 1 to 9.</summary>
    [Theory]
    [InlineData("CRC32", "CBF43926")]
    [InlineData("CRC32C", "E3069283")]
    [InlineData("CRC64NVME", "AE8B14860A799888")]
    [InlineData("SHA1", "F7C3BC1D808E04732ADF679965CCC34CA7AE3441")]
    public void Each_has_its_published_value(string name, string hex) =>
        Assert.Equal(hex, Convert.ToHexString(Convert.FromBase64String(Of(name, "123456789").Value)));

    [Theory]
    [InlineData("CRC32")]
    [InlineData("CRC32C")]
    [InlineData("CRC64NVME")]
    public void Those_of_pieces_join_to_that_of_the_whole(string name)
    {
        string[] pieces = ["first", "", "x", new string('y', 100_000), "last"];
        var joined = Checksum.Join(ChecksumAlgorithm.Find(name)!, [.. pieces.Select(piece => (Of(name, piece), (long)piece.Length))]);
        Assert.Equal(Of(name, string.Concat(pieces)), joined);
    }

    static Checksum Of(string name, string text)
    {
        using var digests = new Digests(ChecksumAlgorithm.Find(name), withSha256: false);
        digests.Append(Encoding.ASCII.GetBytes(text));
        return digests.Finish().Checksum!;
    }
}
