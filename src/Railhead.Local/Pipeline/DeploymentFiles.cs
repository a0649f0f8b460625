using System.Globalization;

namespace Railhead.Local;

/// <summary>Where a deployment keeps its source, its logs and its events.</summary>
public sealed class DeploymentFiles(Layout layout)
{
    const int Kept = 20;

    public string Folder(int id) => Path.Combine(layout.Deployments, id.ToString(CultureInfo.InvariantCulture));

    public string EventFile(int id) => Path.Combine(Folder(id), "events.jsonl");

    public DeploymentLog Log(int id) => new(EventFile(id));

    /// <summary>Deletes the folders of deployments that are long over.</summary>
    /// <param name="newest">The deployments, newest first.</param>
    public void Prune(IEnumerable<int> newest)
    {
        var kept = newest.Take(Kept).Select(Folder).ToHashSet();
        foreach (var folder in Directory.EnumerateDirectories(layout.Deployments).Where(folder => !kept.Contains(folder)))
        {
            if (int.TryParse(Path.GetFileName(folder), out _))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }
}
