namespace Railhead.Model;

/// <summary>Reads the mapping of a whole blueprint, or of one environment in it, and finds all mistakes that it has by itself.</summary>
sealed class LayerReader
{
    readonly List<Finding> _findings;
    readonly bool _isEnvironment;
    readonly Layer _layer = new();

    LayerReader(List<Finding> findings, bool isEnvironment)
    {
        this._findings = findings;
        this._isEnvironment = isEnvironment;
    }

    public static Layer Read(YamlMapping mapping, bool isEnvironment, List<Finding> findings)
    {
        var reader = new LayerReader(findings, isEnvironment);
        reader.ReadMapping(mapping, "", "");
        return reader._layer;
    }

    /// <param name="mapping">The mapping in the file.</param>
    /// <param name="path">Its path, with the user's names in it.</param>
    /// <param name="pattern">The same with <c>*</c> for them.</param>
    void ReadMapping(YamlMapping mapping, string path, string pattern)
    {
        var known = KeyTree.In(pattern);
        foreach (var (key, value) in mapping.Entries)
        {
            var name = key.Text;
            if (KeyTree.FindNamed(pattern) is { } names)
            {
                if (names.Check(key.At, name) is { } finding)
                {
                    _findings.Add(finding);
                }
                else
                {
                    ReadEntry(key, value, KeyTree.Join(path, name), KeyTree.Join(pattern, "*"));
                }
            }
            else if (pattern.Length == 0 && _isEnvironment && KeyTree.OnlyAtTop(name) is { } onlyAtTop)
            {
                _findings.Add(onlyAtTop(key.At));
            }
            else if (pattern.Length == 0 && name == EnvironmentKeys.Environments.Path)
            {
                // Each environment is a layer of its own.
                continue;
            }
            else if (known.Contains(name))
            {
                ReadEntry(key, value, KeyTree.Join(path, name), KeyTree.Join(pattern, name));
            }
            else
            {
                _findings.Add(ShapeDiagnostics.UnknownKey(key.At, name, HintFor(name, pattern, known)));
            }
        }
    }

    void ReadEntry(YamlScalar key, YamlNode value, string path, string pattern)
    {
        switch (value)
        {
            case YamlMapping mapping when KeyTree.IsMapping(pattern):
                _layer.Mappings[path] = key.At;
                ReadMapping(mapping, path, pattern);
                break;
            case YamlScalar { IsNull: true } when KeyTree.IsMapping(pattern) && KeyTree.Find(pattern) is null:
                _layer.Mappings[path] = key.At;
                break;
            case YamlScalar { IsNull: true } when KeyTree.Find(pattern)?.NothingWritten is { } nothing:
                _findings.Add(nothing(key.At, key.Text));
                break;
            default:
                ReadValue(key, value, path, pattern);
                break;
        }
    }

    void ReadValue(YamlScalar key, YamlNode value, string path, string pattern)
    {
        if (KeyTree.Find(pattern) is not { } leaf)
        {
            _layer.Bad.Add(path);
            if (value is not YamlRefused)
            {
                _findings.Add(ShapeDiagnostics.WrongType(value.At, path, "a mapping", ValueReaders.Kind(value)));
            }
            return;
        }
        if (!leaf.TryRead(value, path, _findings, out var read))
        {
            _layer.Bad.Add(path);
            return;
        }
        _layer.Settings[leaf.ShortFor?.Path ?? path] = new Setting(read, key.At, value.At);
        if (KeyTree.IsMapping(pattern))
        {
            // `health: /up` stands for the whole mapping: nothing of it is inherited.
            _layer.Replaced.Add(path);
        }
    }

    static string HintFor(string name, string pattern, IReadOnlyList<string> known)
    {
        if (KeyTree.HomeOf(name, pattern) is { } home)
        {
            return home.Length == 0 ? "It belongs to the top of the file." : $"It belongs below \"{home}\".";
        }
        return Nearest.To(name, known) is { } near ? ShapeDiagnostics.DidYouMean(near) : $"Known here: {string.Join(", ", known)}.";
    }
}
