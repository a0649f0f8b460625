using Railhead.Model;

namespace Railhead.Cli;

/// <summary>The last line of a terminal, which is rewritten while something runs; elsewhere it is never shown.</summary>
sealed class LiveLine(Invocation call)
{
    const int Narrowest = 20;

    bool _isShown;

    public bool IsOn => call.IsTerminal && !call.Json;

    /// <summary>Shows a text in place of the one before.</summary>
    /// <param name="head">Always shown.</param>
    /// <param name="middle">Dimmed, and cut where the terminal ends.</param>
    /// <param name="tail">Always shown.</param>
    public void Show(string head, string middle, string tail)
    {
        if (!IsOn)
        {
            return;
        }

        // One column stays free: a full line would wrap, and only its rest would be cleared.
        var room = Math.Max(Narrowest, call.Terminal.Width() - 1) - head.Length - tail.Length;
        var text = TerminalText.OneLine(middle);
        text = text.Length <= room ? text : text[..Math.Max(0, room)];
        call.Terminal.Display.Write($"{Ansi.ClearLine}{head}{call.Color(Ansi.Dim)}{text}{call.Color(Ansi.Reset)}{tail}");
        _isShown = true;
    }

    public void Clear()
    {
        if (_isShown)
        {
            call.Terminal.Display.Write(Ansi.ClearLine);
            _isShown = false;
        }
    }

    /// <summary>Writes a line that stays.</summary>
    public void Print(string line)
    {
        Clear();
        call.Error.WriteLine(line);
    }

    /// <summary>Writes a line that stays, with a mark before it.</summary>
    /// <param name="color">Of the mark.</param>
    /// <param name="mark">One character.</param>
    /// <param name="text">The rest.</param>
    public void Print(string color, string mark, string text)
    {
        Clear();
        call.Terminal.Display.WriteLine($"  {call.Colored(color, mark)} {TerminalText.Harmless(text)}");
    }
}
