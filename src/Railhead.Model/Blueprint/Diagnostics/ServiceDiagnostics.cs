using System.Globalization;

namespace Railhead.Model;

/// <summary>Sizes and counts of tasks: RH1007, RH1008 and RH1301 to RH1307.</summary>
static class ServiceDiagnostics
{
    public static Finding Cpu(Place at, string value) =>
        Finding.Error("RH1007", at, $"{value} is not a CPU size of Fargate", $"Use {Values.Words(Fargate.CpuSizes)}.");

    public static Finding Memory(Place at, int memory, int cpu) =>
        Finding.Error(
            "RH1008",
            at,
            string.Create(CultureInfo.InvariantCulture, $"Fargate does not offer {memory} MiB of memory with {cpu} CPU units"),
            $"Set service.memory to {Fargate.MemoryWords(cpu)}."
        );

    public static Finding Isolation(Place at, string found) =>
        Finding.Error("RH1307", at, $"{found} is not a way to isolate", "Use auto or off.");

    public static Finding MinAboveDesired(Place at, int min, int desired) =>
        Finding.Error(
            "RH1301",
            at,
            string.Create(CultureInfo.InvariantCulture, $"service.min {min} is above service.desired {desired}"),
            "Use min ≤ desired ≤ max."
        );

    public static Finding DesiredAboveMax(Place at, int desired, int max) =>
        Finding.Error(
            "RH1302",
            at,
            string.Create(CultureInfo.InvariantCulture, $"service.desired {desired} is above service.max {max}"),
            "Use min ≤ desired ≤ max."
        );

    public static Finding ScheduleName(Place at, string name) =>
        Finding.Error(
            "RH1303",
            at,
            $"\"{ShapeDiagnostics.Shown(name)}\" is not a valid name for a schedule",
            "Use lower-case letters, digits and hyphens, begin with a letter, end with a letter or digit, 20 characters at most."
        );

    public static Finding Cron(Place at, string value, string why) =>
        Finding.Error(
            "RH1304",
            at,
            $"\"{ShapeDiagnostics.Shown(value)}\" is not a cron expression of AWS: {why}",
            "Use six fields, in UTC: minute, hour, day of month, month, day of week, year, such as 0 20 ? * MON-FRI *."
        );

    public static Finding ScheduleIncomplete(Place at, string path, string key) =>
        Finding.Error(
            "RH1305",
            at,
            $"{path} has no {key}",
            "Write all three, for example: { cron: \"0 20 ? * MON-FRI *\", min: 1, max: 1 }"
        );

    public static Finding ScheduleMinAboveMax(Place at, string path, int min, int max) =>
        Finding.Error(
            "RH1306",
            at,
            string.Create(CultureInfo.InvariantCulture, $"{path}.min {min} is above its max {max}"),
            "Use min ≤ max."
        );
}
