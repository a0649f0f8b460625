using System.Runtime.InteropServices;
using System.Text;

namespace Railhead.Cli;

/// <summary>
/// The surroundings of a command: streams, variables, working folder. Only this file reads <see cref="Console"/>.
/// </summary>
sealed record Terminal
{
    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    readonly HarmlessWriter _error = null!;

    public required TextWriter Out
    {
        get;
        init => field = value as HarmlessWriter ?? new HarmlessWriter(value);
    }

    public required TextWriter Error
    {
        get => _error;
        init => _error = value as HarmlessWriter ?? new HarmlessWriter(value);
    }

    /// <summary>Standard error for control sequences; see <see cref="HarmlessWriter.Own"/>.</summary>
    public TextWriter Display => _error.Own;

    /// <summary>Opens standard input as text; only few commands read it.</summary>
    public required Func<TextReader> OpenInput { get; init; }

    /// <summary>Whether a person at standard input can answer a question.</summary>
    public required bool CanAsk { get; init; }

    /// <summary>Whether standard output is a terminal, and neither a file nor a pipe.</summary>
    public required bool IsOutputTerminal { get; init; }

    /// <summary>Whether standard error is a terminal on which a line can be rewritten.</summary>
    public required bool IsLive { get; init; }

    /// <summary>Columns of the terminal, which may change during the run.</summary>
    public required Func<int> Width { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The folder in which the command runs, absolute.</summary>
    public required string Folder { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Cancelled by Ctrl-C.</summary>
    public required CancellationToken Interruption { get; init; }

    /// <summary>Whether to use colors; NO_COLOR (no-color.org) counts where nothing was asked for.</summary>
    /// <param name="color"><c>auto</c>, <c>always</c> or <c>never</c>.</param>
    public bool HasColor(string color) =>
        color switch
        {
            "always" => true,
            "never" => false,
            _ => IsLive && string.IsNullOrEmpty(Variable("NO_COLOR")),
        };

    /// <summary>
    /// Streams are opened without the <see cref="Console"/>'s readers and writers, whose start costs more than a short command.
    /// </summary>
    public static Terminal OfThisProcess(CancellationToken interruption) =>
        new()
        {
            Out = Writer(OpenOutputStream()),
            Error = Writer(OpenErrorStream()),
            OpenInput = () => new StreamReader(OpenInputStream(), Utf8),
            CanAsk = !Console.IsInputRedirected,
            IsOutputTerminal = !Console.IsOutputRedirected,
            IsLive = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
            Width = () => Console.WindowWidth,
            Variable = Environment.GetEnvironmentVariable,
            Folder = Directory.GetCurrentDirectory(),
            Time = TimeProvider.System,
            Interruption = interruption,
        };

    /// <summary>Standard input as bytes, for git's protocol.</summary>
    public static Stream OpenInputStream() => Console.OpenStandardInput();

    /// <summary>Standard output as bytes, for git's protocol.</summary>
    public static Stream OpenOutputStream() => Console.OpenStandardOutput();

    /// <summary>Standard error as bytes, for what git says.</summary>
    public static Stream OpenErrorStream() => Console.OpenStandardError();

    /// <summary>Cancels on a signal instead of ending the process.</summary>
    public static IDisposable CancelOn(PosixSignal signal, CancellationTokenSource source) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
            {
                context.Cancel = true;
                source.Cancel();
            }
        );

    /// <summary>A timer writes beside the command, hence the lock of a synchronized writer.</summary>
    static TextWriter Writer(Stream stream) => TextWriter.Synchronized(new StreamWriter(stream, Utf8) { AutoFlush = true });
}
