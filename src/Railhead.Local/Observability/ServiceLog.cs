namespace Railhead.Local;

/// <summary>The log of one service as <c>s6-log</c> keeps it: a folder with rotated files and the one that it writes to.</summary>
public static class ServiceLog
{
    /// <summary>The file that is written to.</summary>
    public const string Current = "current";

    /// <summary>The pattern of rotated files; their names are TAI64N stamps, which sort by time.</summary>
    public const string Rotated = "@*";

    // Twenty lines of the usual length; a longer line is shown from its middle on.
    const int Bytes = 8192;

    /// <summary>The last lines of a log, for the end of an error message; empty when the log is.</summary>
    /// <param name="file">It need not exist.</param>
    /// <param name="lines">Lines at most.</param>
    public static string LastLines(string file, int lines = 10)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Seek(-Math.Min(stream.Length, Bytes), SeekOrigin.End);
            using var reader = new StreamReader(stream);
            var text = reader.ReadToEnd().TrimEnd('\n');
            return text.Length == 0 ? "" : $"\nLast log lines:\n{string.Join('\n', text.Split('\n').TakeLast(lines))}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
