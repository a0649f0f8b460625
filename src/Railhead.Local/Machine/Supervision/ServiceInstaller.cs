using Railhead.ObjectStore;

namespace Railhead.Local;

/// <summary>Writes service folders so that s6 never sees half of one.</summary>
sealed class ServiceInstaller(Layout layout, Account control)
{
    /// <param name="definition">The service.</param>
    /// <param name="down">A new one is not to be started yet.</param>
    public Installation Install(ServiceDefinition definition, bool down)
    {
        var folder = Path.Combine(layout.Services, definition.Name);
        var files = ServiceFolder.Files(definition, layout, control);
        return Directory.Exists(folder) ? Update(folder, files) : Create(definition, folder, files, down);
    }

    Installation Create(ServiceDefinition definition, string folder, IReadOnlyList<ServiceFile> files, bool down)
    {
        var staged = Path.Combine(layout.Staging, $"{definition.Name}.{Guid.NewGuid():N}");
        foreach (var file in files)
        {
            var path = Path.Combine(staged, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            DurableFile.Write(path, file.Text, file.Mode);
        }

        if (down)
        {
            DurableFile.Write(Path.Combine(staged, "down"), "");
        }

        Fifo.Make(Path.Combine(staged, ServiceFolder.LogFifo), definition.RunAs ?? control);
        DurableFolder.Flush(staged);
        Directory.Move(staged, folder);
        DurableFolder.Flush(layout.Services);
        return Installation.Added;
    }

    static Installation Update(string folder, IReadOnlyList<ServiceFile> files)
    {
        var changed = files.Where(f => !HasText(Path.Combine(folder, f.Path), f.Text)).ToList();
        foreach (var file in changed)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            DurableFile.Write(path, file.Text, file.Mode);
        }

        var stale = ((string[])[ServiceFolder.GroupMark, ServiceFolder.WallsMark])
            .Where(mark => files.All(f => f.Path != mark) && File.Exists(Path.Combine(folder, mark)))
            .ToList();
        stale.ForEach(mark => File.Delete(Path.Combine(folder, mark)));
        return changed.Count > 0 || stale.Count > 0 ? Installation.Changed : Installation.Unchanged;
    }

    static bool HasText(string path, string text) => File.Exists(path) && File.ReadAllText(path) == text;
}
