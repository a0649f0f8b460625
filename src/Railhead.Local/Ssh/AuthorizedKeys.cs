using System.Text;

namespace Railhead.Local;

/// <summary>
/// The content of an <c>authorized_keys</c> file, and what becomes of it. Lines of others stay as they are, byte by byte.
/// </summary>
/// <param name="Text">The file, each byte as one character.</param>
public sealed record AuthorizedKeys(string Text)
{
    /// <summary>The keys that may push, in the file's order.</summary>
    public IReadOnlyList<PushKey> Keys => [.. Lines().Select(PushKey.Parse).OfType<PushKey>()];

    public IReadOnlyList<PushKey> Of(Layout layout) => [.. Keys.Where(key => key.IsOf(layout))];

    /// <summary>The same file with one more key.</summary>
    /// <param name="added">The key.</param>
    /// <param name="line">Its line.</param>
    /// <param name="file">The file's path, for messages.</param>
    /// <param name="exists">Whether the environment of a key is still on this machine; a key of one that is gone gives way.</param>
    /// <returns>This one, when the key is there already.</returns>
    /// <exception cref="Railhead.Model.RailheadException">The name or the key is taken.</exception>
    public AuthorizedKeys Add(PushKey added, string line, string file, Func<PushKey, bool> exists)
    {
        if (Keys.Contains(added))
        {
            return this;
        }

        bool IsSamePlace(PushKey key) => key with { Name = added.Name, Key = added.Key } == added;
        var kept = Where(key => key.Key != added.Key || IsSamePlace(key) || exists(key));
        foreach (var known in kept.Keys)
        {
            if (IsSamePlace(known) && known.Name == added.Name)
            {
                throw PushKeyErrors.NameTaken(added.Name, known);
            }

            if (known.Key == added.Key)
            {
                throw IsSamePlace(known) ? PushKeyErrors.KnownAs(known.Name) : PushKeyErrors.KeyOfAnother(known);
            }
        }

        if (kept.ForeignLineOf(added.Key) is { } foreign)
        {
            throw PushKeyErrors.KeyIsForeign(file, foreign);
        }

        var end = kept.Text.Length == 0 || kept.Text.EndsWith('\n') ? "" : "\n";
        return new AuthorizedKeys($"{kept.Text}{end}{Bytes(line)}\n");
    }

    /// <summary>The same file without the keys that do not fit.</summary>
    public AuthorizedKeys Where(Func<PushKey, bool> fits) =>
        new(string.Concat(WholeLines().Where(line => PushKey.Parse(line.TrimEnd('\n')) is not { } key || fits(key))));

    /// <summary>The same file, in which the lines of an environment's keys are written anew.</summary>
    public AuthorizedKeys Refreshed(Layout layout, Func<PushKey, string> line) =>
        new(
            string.Concat(
                WholeLines().Select(old => PushKey.Parse(old.TrimEnd('\n')) is { } key && key.IsOf(layout) ? Bytes(line(key)) + "\n" : old)
            )
        );

    /// <summary>The number of the line of somebody else's that has this key; null when there is none.</summary>
    int? ForeignLineOf(PublicKey key)
    {
        var found = Lines()
            .Index()
            .FirstOrDefault(line =>
                !line.Item.TrimStart().StartsWith('#') && line.Item.Split(' ', '\t').Any(word => IsSame(word, key.Text))
            );
        return found.Item is null ? null : found.Index + 1;
    }

    // Padding may be left out.
    static bool IsSame(string word, string key) => word.Trim('\r').TrimEnd('=') == key.TrimEnd('=');

    IEnumerable<string> Lines() => WholeLines().Select(line => line.TrimEnd('\n'));

    IEnumerable<string> WholeLines()
    {
        for (var start = 0; start < Text.Length; )
        {
            var end = Text.IndexOf('\n', start);
            var next = end < 0 ? Text.Length : end + 1;
            yield return Text[start..next];
            start = next;
        }
    }

    static string Bytes(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));
}
