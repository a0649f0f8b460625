using System.Buffers;

namespace Railhead.ObjectStore;

/// <summary>A buffer from the shared pool, returned on disposal.</summary>
readonly struct PooledBuffer : IDisposable
{
    readonly byte[] _array;

    PooledBuffer(byte[] array) => this._array = array;

    public Memory<byte> Memory => _array;

    public static PooledBuffer Rent(int size) => new(ArrayPool<byte>.Shared.Rent(size));

    public void Dispose() => ArrayPool<byte>.Shared.Return(_array);
}
