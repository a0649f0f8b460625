using System.Buffers;

namespace Railhead.ObjectStore;

/// <summary>A buffer of the shared pool, given back when disposed.</summary>
internal readonly struct PooledBuffer : IDisposable
{
    readonly byte[] array;

    PooledBuffer(byte[] array) => this.array = array;

    public Memory<byte> Memory => array;

    public static PooledBuffer Rent(int size) => new(ArrayPool<byte>.Shared.Rent(size));

    public void Dispose() => ArrayPool<byte>.Shared.Return(array);
}
