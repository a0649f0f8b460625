namespace Railhead.Local;

/// <summary>The ports of one environment: <paramref name="Size"/> of them from <paramref name="Start"/> on.</summary>
public sealed record PortBlock(int Start, int Size)
{
    /// <param name="index">0 to <see cref="Size"/> - 1.</param>
    public int this[int index] =>
        index >= 0 && index < Size
            ? Start + index
            : throw new ArgumentOutOfRangeException(
                nameof(index),
                $"An environment has {Size} ports on this machine; number {index} is not among them."
            );
}
