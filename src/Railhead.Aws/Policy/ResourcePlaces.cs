using System.Text.RegularExpressions;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Finds resources in the <c>.tf</c> files beside a plan: a plan does not say where they are written.</summary>
/// <param name="root">The folder with the root module.</param>
/// <param name="shown">Gives the file's name as people should see it, by its absolute path.</param>
/// <param name="otherwise">The file for a resource that is not found: of a module from a registry, for example.</param>
public sealed partial class ResourcePlaces(string root, Func<string, string> shown, string otherwise)
{
    readonly Dictionary<string, Dictionary<string, Place>> _folders = new(StringComparer.Ordinal);

    public Place Of(PolicyResource resource)
    {
        if (resource.Folder is not { } folder)
        {
            return Place.Start(otherwise);
        }

        var path = Path.GetFullPath(folder, root);
        if (!_folders.TryGetValue(path, out var places))
        {
            _folders[path] = places = Read(path);
        }

        return places.GetValueOrDefault($"{resource.Type}.{resource.Plan.Name}", Place.Start(otherwise));
    }

    Dictionary<string, Place> Read(string folder)
    {
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.tf") : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            foreach (var (line, text) in File.ReadLines(file).Index())
            {
                if (Header().Match(text) is { Success: true } header)
                {
                    places.TryAdd(
                        $"{header.Groups["type"].Value}.{header.Groups["name"].Value}",
                        new Place(shown(file), line + 1, header.Groups["resource"].Index + 1)
                    );
                }
            }
        }

        return places;
    }

    [GeneratedRegex("""^\s*(?<resource>resource)\s+"(?<type>[^"]+)"\s+"(?<name>[^"]+)"\s*\{""")]
    private static partial Regex Header();
}
