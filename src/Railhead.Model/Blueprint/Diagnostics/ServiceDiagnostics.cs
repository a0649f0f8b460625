using System.Globalization;

namespace Railhead.Model;

/// <summary>Sizes and counts of tasks: RH1007, RH1008, RH1301 and RH1302.</summary>
internal static class ServiceDiagnostics
{
    public static Finding Cpu(Place at, string value) => Finding.Error("RH1007", at,
        $"{value} is no CPU size of Fargate", $"Use {Fargate.Words(Fargate.CpuSizes)}.");

    public static Finding Memory(Place at, int memory, int cpu) => Finding.Error("RH1008", at,
        string.Create(CultureInfo.InvariantCulture, $"Fargate has no {memory} MiB of memory with {cpu} CPU units"),
        $"Set service.memory to {Fargate.MemoryWords(cpu)}.");

    public static Finding MinAboveDesired(Place at, int min, int desired) => Finding.Error("RH1301", at,
        string.Create(CultureInfo.InvariantCulture, $"service.min {min} is above service.desired {desired}"), "Use min ≤ desired ≤ max.");

    public static Finding DesiredAboveMax(Place at, int desired, int max) => Finding.Error("RH1302", at,
        string.Create(CultureInfo.InvariantCulture, $"service.desired {desired} is above service.max {max}"), "Use min ≤ desired ≤ max.");
}
