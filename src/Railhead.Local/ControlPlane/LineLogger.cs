using Microsoft.Extensions.Logging;

namespace Railhead.Local;

/// <summary>Writes each event as one line: level, id, text. Whoever supervises the process adds the time.</summary>
public sealed class LineLogger(TextWriter output, LogLevel least) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var text = formatter(state, exception) + (exception is null ? "" : $" {exception}");
        var line = $"{Word(logLevel)} {eventId.Id} {text.ReplaceLineEndings(" | ")}";
        lock (output)
        {
            output.WriteLine(line);
        }
    }

    static string Word(LogLevel level) =>
        level switch
        {
            LogLevel.Trace => "trace",
            LogLevel.Debug => "debug",
            LogLevel.Information => "info",
            LogLevel.Warning => "warning",
            LogLevel.Error => "error",
            LogLevel.Critical => "critical",
            _ => "none",
        };
}
