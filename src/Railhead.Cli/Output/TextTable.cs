namespace Railhead.Cli;

/// <summary>A table for people: columns as wide as their widest cell, two spaces apart, below an indent.</summary>
static class TextTable
{
    public static IEnumerable<string> Lines(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = header.Select((name, column) => rows.Select(row => row[column].Length).Append(name.Length).Max()).ToList();
        return rows.Prepend(header)
            .Select(row => $"  {string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column])))}".TrimEnd());
    }
}
