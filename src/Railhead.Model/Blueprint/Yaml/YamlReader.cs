using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Railhead.Model;

/// <summary>
/// Reads one YAML document into nodes with places. It goes on after what it refuses (duplicate keys, anchors, tags), so that one run finds
/// all; after a syntax error the part before it is kept.
/// </summary>
sealed class YamlReader
{
    public const int MaxCharacters = 256 * 1024;

    /// <summary>A blueprint's deepest value is at seven: environments, name, storage, buckets, name, key, value.</summary>
    public const int MaxDepth = 12;

    const string MergeKey = "<<";

    readonly string _file;
    readonly string _text;
    readonly List<Finding> _findings;
    readonly Parser _parser;
    YamlNode? _root;
    bool _stopped;

    YamlReader(string file, string text, List<Finding> findings)
    {
        this._file = file;
        this._text = text;
        this._findings = findings;
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>The document's root, or null when there is none; <paramref name="complete"/> says whether all of it was read.</summary>
    public static YamlNode? Read(string text, string file, List<Finding> findings, out bool complete)
    {
        text = text.TrimStart('\uFEFF');
        complete = false;
        if (text.Length > MaxCharacters)
        {
            findings.Add(FileDiagnostics.TooLarge(Place.Start(file), MaxCharacters / 1024));
            return null;
        }
        // A decoder puts this character in place of bytes that are not UTF-8; nobody writes it into a blueprint.
        if (PlaceOf(text.AsSpan().IndexOf('\uFFFD'), text, file) is { } undecodable)
        {
            findings.Add(FileDiagnostics.NotUtf8(undecodable));
            return null;
        }
        if (PlaceOf(text.AsSpan().IndexOfAnyInRange('\0', '\u0008'), text, file) is { } binary)
        {
            findings.Add(FileDiagnostics.Binary(binary));
            return null;
        }
        var reader = new YamlReader(file, text, findings);
        reader.ReadAll();
        complete = !reader._stopped;
        if (complete && reader._root is null or YamlScalar { IsNull: true })
        {
            findings.Add(FileDiagnostics.Empty(Place.Start(file)));
            complete = false;
            return null;
        }
        return reader._root;
    }

    void ReadAll()
    {
        try
        {
            while (!_stopped && _parser.MoveNext())
            {
                switch (_parser.Current)
                {
                    case DocumentStart start when _root is not null:
                        _findings.Add(FileDiagnostics.SeveralDocuments(At(start.Start)));
                        return;
                    case NodeEvent or AnchorAlias:
                        ReadNode(_parser.Current, 1, n => _root ??= n);
                        break;
                    default:
                        break;
                }
            }
        }
        catch (YamlException e)
        {
            _stopped = true;
            _findings.Add(Tab(e) is { } tab ? FileDiagnostics.Tab(tab) : FileDiagnostics.Syntax(At(e.Start), e.Message));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The parser's own checks, which some broken texts trip: they have no place of their own.
            _stopped = true;
            _findings.Add(
                FileDiagnostics.Syntax(_parser.Current is { } last ? At(last.End) : Place.Start(_file), "the parser gave up after this")
            );
        }
    }

    /// <summary>Attaches a node before it fills it: what was read stays when the rest cannot be read.</summary>
    void ReadNode(ParsingEvent parsed, int depth, Action<YamlNode> attach)
    {
        var at = At(parsed.Start);
        if (depth > MaxDepth)
        {
            _findings.Add(FileDiagnostics.TooDeep(at, MaxDepth));
            _stopped = true;
            return;
        }
        if (parsed is not NodeEvent node)
        {
            _findings.Add(FileDiagnostics.Alias(at));
            attach(new YamlRefused(at));
            return;
        }
        if (!node.Anchor.IsEmpty)
        {
            _findings.Add(FileDiagnostics.Anchor(at));
        }
        if (!node.Tag.IsEmpty)
        {
            _findings.Add(FileDiagnostics.Tag(at));
        }
        switch (node)
        {
            case Scalar scalar:
                attach(new YamlScalar(at, scalar.Value, scalar.Style == ScalarStyle.Plain));
                break;
            case SequenceStart:
                var sequence = new YamlSequence(at, []);
                attach(sequence);
                ReadSequence(sequence, depth);
                break;
            case MappingStart:
                var mapping = new YamlMapping(at, []);
                attach(mapping);
                ReadMapping(mapping, depth);
                break;
            default:
                break;
        }
    }

    void ReadSequence(YamlSequence sequence, int depth)
    {
        while (!_stopped && _parser.MoveNext() && _parser.Current is (NodeEvent or AnchorAlias) and var item)
        {
            ReadNode(item, depth + 1, sequence.Items.Add);
        }
    }

    void ReadMapping(YamlMapping mapping, int depth)
    {
        var seen = new Dictionary<string, Place>(StringComparer.Ordinal);
        while (!_stopped && _parser.MoveNext() && _parser.Current is (NodeEvent or AnchorAlias) and var key)
        {
            YamlNode? keyNode = null;
            ReadNode(key, depth + 1, n => keyNode = n);
            if (_stopped || !_parser.MoveNext() || _parser.Current is not ((NodeEvent or AnchorAlias) and var value))
            {
                return;
            }
            if (value is AnchorAlias && keyNode is YamlScalar { IsPlain: true, Text: MergeKey })
            {
                _findings.Add(FileDiagnostics.MergeKey(keyNode.At));
                continue;
            }
            ReadNode(value, depth + 1, n => Attach(mapping, seen, keyNode!, n));
        }
    }

    void Attach(YamlMapping mapping, Dictionary<string, Place> seen, YamlNode key, YamlNode value)
    {
        switch (key)
        {
            case YamlScalar { IsPlain: true, Text: MergeKey }:
                _findings.Add(FileDiagnostics.MergeKey(key.At));
                break;
            case YamlScalar { IsNull: false } scalar when seen.TryGetValue(scalar.Text, out var first):
                _findings.Add(ShapeDiagnostics.DuplicateKey(key.At, scalar.Text, first.Line));
                break;
            case YamlScalar { IsNull: false } scalar:
                seen.Add(scalar.Text, key.At);
                mapping.Entries.Add(new YamlEntry(scalar, value));
                break;
            case YamlRefused:
                break;
            default:
                _findings.Add(FileDiagnostics.KeyIsNoText(key.At));
                break;
        }
    }

    Place At(Mark mark) => new(_file, (int)mark.Line, (int)mark.Column);

    /// <summary>
    /// The first tab in an indentation, if that is why the text could not be read: the parser names the mapping's beginning.
    /// </summary>
    Place? Tab(YamlException e)
    {
        if (!e.Message.Contains("tab", StringComparison.Ordinal) && !e.Message.Contains("cannot start any token", StringComparison.Ordinal))
        {
            return null;
        }
        var lines = _text.Split('\n');
        for (var i = Math.Max(0, (int)e.Start.Line - 1); i < lines.Length; i++)
        {
            var indentation = lines[i].Length - lines[i].TrimStart(' ', '\t').Length;
            var tab = lines[i].IndexOf('\t', 0, indentation);
            if (tab >= 0)
            {
                return new Place(_file, i + 1, tab + 1);
            }
        }
        return null;
    }

    static Place? PlaceOf(int at, string text, string file)
    {
        if (at < 0)
        {
            return null;
        }
        var before = text.AsSpan(0, at);
        return new Place(file, before.Count('\n') + 1, at - before.LastIndexOf('\n'));
    }
}
