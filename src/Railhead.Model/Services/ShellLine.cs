namespace Railhead.Model;

/// <summary>
/// A command of the blueprint as a shell reads it. A simple command replaces the shell and gets SIGTERM itself; for any other line
/// <see cref="LineScript"/> passes the signal to each process.
/// </summary>
public sealed record ShellLine
{
    ShellLine(string text, int? programAt, bool isComplete) => (Text, ProgramAt, IsComplete) = (text, programAt, isComplete);

    /// <summary>The line as written, without the white space around it.</summary>
    public string Text { get; }

    /// <summary>Whether it is a simple command: words, quotes, variables and leading assignments, and no builtin as its program.</summary>
    public bool IsSimple => ProgramAt is not null;

    /// <summary>Whether every quote and brace is closed.</summary>
    public bool IsComplete { get; }

    /// <summary>The text for <c>sh -c</c>: of a simple command with <c>exec</c> in front of its program, otherwise as written.</summary>
    public string Script => ProgramAt is { } at ? Text.Insert(at, "exec ") : Text;

    int? ProgramAt { get; }

    public static ShellLine Of(string text)
    {
        var line = text.Trim();
        var words = new ShellWords(line);
        int? program = null;
        var ended = false;
        while (words.Next() is { } word)
        {
            if (word.IsNewline)
            {
                ended = program is not null;
                continue;
            }

            if (ended || word.IsOperator)
            {
                return new ShellLine(line, programAt: null, words.AreComplete());
            }

            if (program is null && !word.IsAssignment)
            {
                if (ShellWords.IsBuiltin(word))
                {
                    return new ShellLine(line, programAt: null, words.AreComplete());
                }

                program = word.Start;
            }
        }

        return new ShellLine(line, words.HasSubstitution || !words.AreComplete() ? null : program, words.AreComplete());
    }
}
