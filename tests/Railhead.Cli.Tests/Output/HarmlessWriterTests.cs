using Railhead.Model;

namespace Railhead.Cli.Tests;

public sealed class HarmlessWriterTests : IDisposable
{
    const string Hostile = "\e[31mred\e[0m\a\e]0;title\a\rover\u202e";

    readonly CommandLineRun _run = new() { IsTerminal = true };

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Every_way_to_write_makes_text_harmless()
    {
        using var own = new StringWriter();
        using var writer = new HarmlessWriter(own);
        writer.Write(Hostile);
        writer.WriteLine(Hostile);
        writer.Write(Hostile.ToCharArray());
        writer.WriteLine((object)Hostile);
        writer.Write("{0}", Hostile);
        foreach (var c in Hostile)
        {
            writer.Write(c);
        }

        writer.Write(Hostile.AsSpan());
        Assert.DoesNotContain(own.ToString(), c => char.IsControl(c) && c != '\n' || c == '\u202e');
    }

    [Fact]
    public void On_a_terminal_only_railheads_own_sequences_are_left()
    {
        using (var printer = new ProgressPrinter(_run.Invocation("up", "--color", "always")))
        {
            printer.Show(new StageEvent(Stage.Source, StageStatus.Running) { Detail = Hostile });
            _run.Time.Advance(TimeSpan.FromSeconds(1));
            printer.Show(new LogEvent(Stage.Build, Hostile));
            _run.Time.Advance(TimeSpan.FromSeconds(1));
            printer.Show(new StageEvent(Stage.Source, StageStatus.Failed) { Detail = Hostile, Seconds = 1 });
            printer.Show(
                new ResultEvent(ResultStatus.Failed)
                {
                    Error = Hostile,
                    LastLines = [Hostile],
                    Serving = Hostile,
                    More = Hostile,
                }
            );
        }

        var left = _run.Error;
        foreach (var own in (string[])[Ansi.ClearLine, Ansi.Dim, Ansi.Reset, Ansi.Green])
        {
            left = left.Replace(own, "", StringComparison.Ordinal);
        }

        // One red mark, and the red result.
        Assert.Equal(2 + 1, left.Split(Ansi.Red).Length);
        Assert.DoesNotContain(left.Replace(Ansi.Red, "", StringComparison.Ordinal), c => char.IsControl(c) && c != '\n' || c == '\u202e');
    }
}
