namespace Railhead.EndToEnd;

/// <summary>Empty control groups outlive the Docker Engine that made them.</summary>
static class ControlGroups
{
    public static async Task RemoveAsync(string name)
    {
        IEnumerable<string> roots = [.. Directory.EnumerateDirectories("/sys/fs/cgroup"), "/sys/fs/cgroup"];
        foreach (var group in roots.Select(root => root + name).Where(Directory.Exists))
        {
            // A process that was killed leaves its group a moment later.
            await Eventually.TrueAsync(() => TryRemove(group), $"{group} is empty");
        }
    }

    static bool TryRemove(string group)
    {
        try
        {
            foreach (var inner in Directory.EnumerateDirectories(group))
            {
                if (!TryRemove(inner))
                {
                    return false;
                }
            }

            Directory.Delete(group);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
