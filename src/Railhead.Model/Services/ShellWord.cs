namespace Railhead.Model;

/// <summary>One word of a shell line, an operator, or the end of a line.</summary>
/// <param name="Start">Its place in the text.</param>
/// <param name="Literal">Its text without quotes; null when a variable is part of it.</param>
/// <param name="IsQuoted">Whether any of it is quoted: then it is not a keyword of the shell.</param>
/// <param name="IsAssignment">Begins with a name and an equals sign.</param>
/// <param name="IsOperator">One of <c>; &amp; | &lt; &gt; ( )</c>.</param>
/// <param name="IsNewline">The end of a line.</param>
readonly record struct ShellWord(
    int Start,
    string? Literal,
    bool IsQuoted = false,
    bool IsAssignment = false,
    bool IsOperator = false,
    bool IsNewline = false
);
