namespace Railhead.Aws;

/// <summary>
/// Lays lines out as <c>terraform fmt</c> does: equals signs of neighbouring attributes in one column, no empty lines too many.
/// </summary>
static class HclFormat
{
    public static string Apply(string text)
    {
        var lines = new List<string>();
        foreach (var raw in text.Split('\n'))
        {
            var line = raw.TrimEnd();
            var closes = line.TrimStart() is ['}' or ']' or ')', ..];
            if (closes && lines is [.., ""])
            {
                lines.RemoveAt(lines.Count - 1);
            }

            if (line.Length == 0 && (lines.Count == 0 || lines[^1].Length == 0 || lines[^1].EndsWith('{')))
            {
                continue;
            }

            lines.Add(line);
        }

        AlignAll(lines);
        return string.Join('\n', lines).TrimEnd() + "\n";
    }

    static void AlignAll(List<string> lines)
    {
        var start = 0;
        while (start < lines.Count)
        {
            var end = start;
            while (end < lines.Count && EqualsAt(lines[end]) > 0)
            {
                end++;
            }

            Align(lines, start, end);
            // A value of several lines stands apart from its neighbours.
            if (end < lines.Count && EqualsAt(lines[end], whole: false) is > 0 and var at)
            {
                lines[end] = $"{lines[end][..at].TrimEnd()} {lines[end][at..]}";
            }

            start = end + 1;
        }
    }

    static void Align(List<string> lines, int start, int end)
    {
        if (end == start)
        {
            return;
        }

        var names = Enumerable.Range(start, end - start).Select(i => lines[i][..EqualsAt(lines[i])].TrimEnd()).ToList();
        var width = names.Max(name => name.Length);
        for (var i = start; i < end; i++)
        {
            lines[i] = $"{names[i - start].PadRight(width)} {lines[i][EqualsAt(lines[i])..]}";
        }
    }

    /// <summary>
    /// Where a line assigns a value; -1 for other lines and, if the value is to be whole, for those whose value goes on in the next one.
    /// </summary>
    static int EqualsAt(string line, bool whole = true)
    {
        if (line.TrimStart().StartsWith('#'))
        {
            return -1;
        }

        int at = -1,
            open = 0;
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted && c == '\\')
            {
                i++;
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (quoted)
            {
                continue;
            }
            else if (c is '{' or '[' or '(')
            {
                open++;
            }
            else if (c is '}' or ']' or ')')
            {
                open--;
            }
            else if (c == '=' && at < 0)
            {
                if (open != 0 || i == 0 || line[i - 1] is '!' or '<' or '>' || (i + 1 < line.Length && line[i + 1] is '=' or '>'))
                {
                    return -1;
                }

                at = i;
            }
        }

        return open == 0 || !whole ? at : -1;
    }
}
