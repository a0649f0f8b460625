namespace Railhead.Local;

/// <summary>The ports of one environment: <paramref name="Size"/> of them from <paramref name="Start"/> on.</summary>
public sealed record PortBlock(int Start, int Size);
