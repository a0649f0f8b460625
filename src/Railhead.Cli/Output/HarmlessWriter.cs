using System.Text;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>
/// The one way to the user: text from outside passes it as <see cref="TerminalText.Harmless"/> text. Only <see cref="Own"/> takes the
/// control sequences that Railhead itself writes.
/// </summary>
sealed class HarmlessWriter(TextWriter own) : TextWriter(own.FormatProvider)
{
    /// <summary>For text that Railhead has made harmless itself, with sequences of <see cref="Ansi"/> around it.</summary>
    public TextWriter Own => own;

    public override Encoding Encoding => own.Encoding;

    public override void Write(char value) => own.Write(TerminalText.Harmless(value.ToString()));

    public override void Write(string? value) => own.Write(TerminalText.Harmless(value ?? ""));

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void WriteLine(string? value) => own.WriteLine(TerminalText.Harmless(value ?? ""));

    public override void Flush() => own.Flush();
}
