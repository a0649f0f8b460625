using System.Text.RegularExpressions;

namespace Railhead.Local;

/// <summary>Values as systemd reads them in a unit file: systemd.syntax(7), and "Command lines" of systemd.service(5).</summary>
public static partial class UnitText
{
    /// <summary>One word that stands for exactly <paramref name="value"/>, in a setting that is not a command line.</summary>
    public static string Word(string value)
    {
        var text = value.Replace("%", "%%", StringComparison.Ordinal);
        return PlainWord().IsMatch(text) ? text : $"\"{Escaped(text)}\"";
    }

    static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    /// <summary>The value of <c>ExecStart=</c>.</summary>
    /// <param name="command">Absolute path of the program, and its arguments.</param>
    public static string Command(IReadOnlyList<string> command)
    {
        // systemd takes no program whose path has one of these, so a shell starts it.
        if (command[0].AsSpan().ContainsAny('"', '\'', '\\'))
        {
            return Command(["/bin/sh", "-c", "exec \"$@\"", "sh", .. command]);
        }

        // Variables are replaced in arguments, and not in the program's path.
        var arguments = command.Skip(1).Select(argument => Word(argument.Replace("$", "$$", StringComparison.Ordinal)));
        return string.Join(' ', arguments.Prepend(Word(command[0])));
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_@%+:,./=$-]+\z")]
    private static partial Regex PlainWord();
}
