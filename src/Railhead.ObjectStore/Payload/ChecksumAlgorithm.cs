using System.Security.Cryptography;

namespace Railhead.ObjectStore;

/// <summary>An S3 checksum algorithm: its name in headers and XML, and its computation.</summary>
sealed class ChecksumAlgorithm
{
    ChecksumAlgorithm(string name, int length, Func<IRunningHash> start, ulong polynomial = 0) =>
        (Name, Length, Start, Polynomial) = (name, length, start, polynomial);

    /// <summary>The five that S3's SDKs send.</summary>
    public static IReadOnlyList<ChecksumAlgorithm> All { get; } =
    [
        new("CRC32", 4, RunningHash.Crc32, polynomial: 0xEDB88320),
        new("CRC32C", 4, RunningHash.Crc32C, polynomial: 0x82F63B78),
        new("CRC64NVME", 8, RunningHash.Crc64Nvme, polynomial: 0x9A6C9329AC4BC9B5),
        new("SHA1", 20, () => new RunningHash.Digest(HashAlgorithmName.SHA1)),
        new("SHA256", 32, () => new RunningHash.Digest(HashAlgorithmName.SHA256)),
    ];

    /// <summary>As in <c>x-amz-checksum-algorithm</c>, such as <c>CRC32C</c>.</summary>
    public string Name { get; }

    /// <summary>Size of the checksum in bytes.</summary>
    public int Length { get; }

    public Func<IRunningHash> Start { get; }

    /// <summary>The polynomial of a CRC, with reversed bits; 0 for other kinds.</summary>
    public ulong Polynomial { get; }

    public bool IsCrc => Polynomial != 0;

    public string Header => "x-amz-checksum-" + Name.ToLowerInvariant();

    public string Element => "Checksum" + Name;

    public static ChecksumAlgorithm? Find(string? name) =>
        All.FirstOrDefault(algorithm => algorithm.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static ChecksumAlgorithm? FindHeader(string header) =>
        All.FirstOrDefault(algorithm => algorithm.Header.Equals(header, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => Name;
}
