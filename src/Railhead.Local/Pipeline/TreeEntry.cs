using System.Text;

namespace Railhead.Local;

/// <summary>A file, link or submodule of a commit.</summary>
/// <param name="Mode">Git's: 100644, 100755, 120000 for a link, 160000 for a submodule.</param>
/// <param name="Object">The id of its content.</param>
/// <param name="Path">Bytes: a name need not be valid in any encoding.</param>
sealed record TreeEntry(string Mode, string Object, byte[] Path)
{
    public string Name => Encoding.UTF8.GetString(Path);

    public bool IsSubmodule => Mode == "160000";

    public bool IsLink => Mode == "120000";

    public bool IsExecutable => Mode == "100755";

    /// <summary>Parses what <c>git ls-tree -r -z</c> or <c>git ls-files --stage -z</c> writes.</summary>
    public static IEnumerable<TreeEntry> Parse(byte[] listed)
    {
        var start = 0;
        while (start < listed.Length)
        {
            var end = Array.IndexOf(listed, (byte)0, start);
            var tab = Array.IndexOf(listed, (byte)'\t', start);
            var words = Encoding.ASCII.GetString(listed, start, tab - start).Split(' ');
            // "MODE TYPE OBJECT" of a tree, "MODE OBJECT STAGE" of the index.
            yield return new TreeEntry(words[0], words[1].Length > 6 ? words[1] : words[2], listed[(tab + 1)..end]);
            start = end + 1;
        }
    }
}
