namespace Railhead.Model;

/// <summary>Describes a key and what each target does with it, for the documentation and for editors.</summary>
static class KeyText
{
    public static string Of(Key key)
    {
        var sentences = new List<string> { key.Meaning };
        Add("AWS", key.Aws);
        Add("this machine", key.Local);
        return string.Join(' ', sentences);

        void Add(string target, Support support)
        {
            if (support.NotYetBecause is { } because)
            {
                sentences.Add($"No effect on {target} yet: {because}.");
            }
            else if (support.Note is { } note)
            {
                sentences.Add($"On {target}: {note}");
            }
        }
    }
}
