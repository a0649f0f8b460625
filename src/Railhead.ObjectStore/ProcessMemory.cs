namespace Railhead.ObjectStore;

/// <summary>The memory of this process.</summary>
static class ProcessMemory
{
    const long Normal = 48L * 1024 * 1024;

    public static bool IsLarge() => GC.GetGCMemoryInfo(GCKind.Any).TotalCommittedBytes > Normal || GC.GetTotalMemory(false) > Normal;

    public static void Compact() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
