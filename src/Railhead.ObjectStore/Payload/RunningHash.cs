using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;

namespace Railhead.ObjectStore;

/// <summary>An incremental hash.</summary>
interface IRunningHash : IDisposable
{
    void Append(ReadOnlySpan<byte> bytes);

    /// <summary>The hash in S3's form: big-endian for the CRCs.</summary>
    byte[] Finish();
}

/// <summary>S3's two kinds of hash.</summary>
static class RunningHash
{
    public static IRunningHash Crc32() => new Crc32Bits(new Crc32());

    public static IRunningHash Crc32C() => new Crc32Bits(new Crc32(Crc32ParameterSet.Crc32C));

    public static IRunningHash Crc64Nvme() => new Crc64Bits(new Crc64(Crc64ParameterSet.Nvme));

    sealed class Crc32Bits(Crc32 crc) : IRunningHash
    {
        public void Append(ReadOnlySpan<byte> bytes) => crc.Append(bytes);

        public byte[] Finish()
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, crc.GetCurrentHashAsUInt32());
            return bytes;
        }

        public void Dispose() { }
    }

    sealed class Crc64Bits(Crc64 crc) : IRunningHash
    {
        public void Append(ReadOnlySpan<byte> bytes) => crc.Append(bytes);

        public byte[] Finish()
        {
            var bytes = new byte[8];
            BinaryPrimitives.WriteUInt64BigEndian(bytes, crc.GetCurrentHashAsUInt64());
            return bytes;
        }

        public void Dispose() { }
    }

    public sealed class Digest(HashAlgorithmName name) : IRunningHash
    {
        readonly IncrementalHash _hash = IncrementalHash.CreateHash(name);

        public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

        public byte[] Finish() => _hash.GetHashAndReset();

        public void Dispose() => _hash.Dispose();
    }
}
