namespace Railhead.Local;

/// <summary>Deletes logs when their time is over: rotated files, and the folders of tasks that are gone.</summary>
public static class LogRetention
{
    /// <summary>Folders of gone tasks that stay at the most, whatever their age: a day of many deployments fills no disk.</summary>
    const int GoneTasks = 200;

    /// <param name="layout">The environment.</param>
    /// <param name="days">The blueprint's <c>logs.retention_days</c>.</param>
    /// <param name="existing">Tasks that exist; their current files stay.</param>
    /// <param name="now">The time.</param>
    public static void Apply(Layout layout, int days, IReadOnlySet<string> existing, DateTimeOffset now)
    {
        if (!Directory.Exists(layout.Logs))
        {
            return;
        }

        var oldest = now.UtcDateTime.AddDays(-days);
        foreach (var file in Directory.EnumerateFiles(layout.Logs, ServiceLog.Rotated, SearchOption.AllDirectories))
        {
            if (File.GetLastWriteTimeUtc(file) < oldest)
            {
                File.Delete(file);
            }
        }

        var gone = TaskLogs
            .Folders(layout, task: null)
            .Where(log => !existing.Contains(log.Task))
            .Select(log => (log.Folder, Written: LastWrite(log.Folder)))
            .OrderByDescending(log => log.Written)
            .ToList();
        foreach (var (folder, written) in gone.Where((log, index) => index >= GoneTasks || log.Written < oldest))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static DateTime LastWrite(string folder) =>
        Directory.EnumerateFiles(folder).Select(File.GetLastWriteTimeUtc).DefaultIfEmpty(Directory.GetLastWriteTimeUtc(folder)).Max();
}
