using System.Globalization;

namespace Railhead.Model;

/// <summary>The CPU and memory pairs that Fargate offers ("Task CPU and memory" in the Amazon ECS Developer Guide).</summary>
public static class Fargate
{
    /// <summary>CPU units, 1024 a vCPU.</summary>
    public static IReadOnlyList<int> CpuSizes { get; } = [256, 512, 1024, 2048, 4096];

    /// <summary>MiB that go with a CPU size.</summary>
    public static IReadOnlyList<int> MemorySizes(int cpu) =>
        cpu switch
        {
            256 => [512, 1024, 2048],
            512 => Gibibytes(1, 4),
            1024 => Gibibytes(2, 8),
            2048 => Gibibytes(4, 16),
            4096 => Gibibytes(8, 30),
            _ => [],
        };

    internal static string MemoryWords(int cpu)
    {
        var sizes = MemorySizes(cpu);
        return sizes.Count <= 4
            ? Values.Words(sizes)
            : string.Create(CultureInfo.InvariantCulture, $"{sizes[0]} to {sizes[^1]} in steps of 1024");
    }

    static List<int> Gibibytes(int from, int to) => Enumerable.Range(from, to - from + 1).Select(g => g * 1024).ToList();
}
