namespace Railhead.Model;

/// <summary>Reads the mapping of a whole blueprint, or of one environment in it, and says all that is wrong with it by itself.</summary>
sealed class LayerReader
{
    const string Environments = "environments";

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

    /// <param name="mapping">What is written.</param>
    /// <param name="path">Its path, with the user's names in it.</param>
    /// <param name="pattern">The same with <c>*</c> for them.</param>
    void ReadMapping(YamlMapping mapping, string path, string pattern)
    {
        var known = KeyTree.In(pattern);
        foreach (var (key, value) in mapping.Entries)
        {
            var name = key.Text;
            if (known[0] == "*")
            {
                if (IsGoodName(pattern, key))
                {
                    ReadEntry(key, value, KeyTree.Join(path, name), KeyTree.Join(pattern, "*"));
                }
            }
            else if (pattern.Length == 0 && Handled(key))
            {
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
            case YamlScalar { IsNull: true } when pattern == BlueprintKeys.Env.Path:
                _findings.Add(VariableDiagnostics.NoValue(key.At, key.Text));
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
                _findings.Add(ShapeDiagnostics.WrongType(value.At, path, "a mapping", Values.Kind(value)));
            }
            return;
        }
        if (leaf == BlueprintKeys.Health && value is (YamlSequence or YamlScalar { IsNull: true }))
        {
            _layer.Bad.Add(path);
            _findings.Add(ShapeDiagnostics.WrongType(value.At, path, "a path such as /up, or a mapping", Values.Kind(value)));
            return;
        }
        if (!leaf.TryRead(value, path, _findings, out var read))
        {
            _layer.Bad.Add(path);
            return;
        }
        // `health: /up` is the mapping's path, and nothing else of the mapping is inherited.
        var storedAs = leaf == BlueprintKeys.Health ? BlueprintKeys.HealthPath.Path : path;
        _layer.Settings[storedAs] = new Setting(read, key.At, value.At);
        if (leaf.Replaces is { } replaced)
        {
            _layer.Replaced.Add(replaced);
        }
    }

    /// <summary>The keys whose meaning depends on whether this is the top of the file.</summary>
    bool Handled(YamlScalar key)
    {
        switch (key.Text)
        {
            case Environments when !_isEnvironment:
                return true;
            case Environments:
                _findings.Add(OperationDiagnostics.NestedEnvironments(key.At));
                return true;
            case "app" when _isEnvironment:
                _findings.Add(OperationDiagnostics.AppInEnvironment(key.At));
                return true;
            default:
                return false;
        }
    }

    bool IsGoodName(string pattern, YamlScalar key)
    {
        var finding =
            pattern == "env" ? TextRules.VariableName(key.At, pattern, key.Text)
            : pattern == "service.schedules"
                ? TextRules.IsShortName(key.Text) ? null
                    : ServiceDiagnostics.ScheduleName(key.At, key.Text)
            : !TextRules.IsShortName(key.Text) ? DataDiagnostics.BucketName(key.At, key.Text)
            : BucketNames.IsReserved(key.Text) ? DataDiagnostics.ReservedBucket(key.At, key.Text)
            : null;
        if (finding is not null)
        {
            _findings.Add(finding);
        }
        return finding is null;
    }

    static string HintFor(string name, string pattern, IReadOnlyList<string> known)
    {
        var all = pattern.Length == 0 ? known.Append(Environments) : known;
        if (KeyTree.HomeOf(name, pattern) is { } home)
        {
            return home.Length == 0 ? "It belongs to the top of the file." : $"It belongs below \"{home}\".";
        }
        return Nearest.To(name, all) is { } near ? ShapeDiagnostics.DidYouMean(near) : $"Known here: {string.Join(", ", all)}.";
    }
}
