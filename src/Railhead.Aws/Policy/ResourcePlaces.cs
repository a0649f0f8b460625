using System.Text.RegularExpressions;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Finds resources in the <c>.tf</c> files beside a plan: a plan does not say where they are written.</summary>
public sealed partial class ResourcePlaces
{
    readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    readonly Place _otherwise;

    /// <param name="folder">The folder with the root module.</param>
    /// <param name="shown">Gives the file's name as people should see it, by its absolute path.</param>
    /// <param name="otherwise">The place for a resource that is not found: of a module from elsewhere, for example.</param>
    public ResourcePlaces(string folder, Func<string, string> shown, string otherwise)
    {
        _otherwise = new Place(otherwise, 1, 1);
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.tf") : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var line = 0;
            foreach (var text in File.ReadLines(file))
            {
                line++;
                if (Header().Match(text) is { Success: true } header)
                {
                    var column = header.Groups["resource"].Index + 1;
                    _places.TryAdd($"{header.Groups["type"].Value}.{header.Groups["name"].Value}", new Place(shown(file), line, column));
                }
            }
        }
    }

    /// <param name="address">Without keys.</param>
    public Place Of(string address) => _places.GetValueOrDefault(address, _otherwise);

    [GeneratedRegex("""^\s*(?<resource>resource)\s+"(?<type>[^"]+)"\s+"(?<name>[^"]+)"\s*\{""")]
    private static partial Regex Header();
}
