using System.Diagnostics;

namespace Railhead.Local;

/// <summary>A running program whose input and output are bytes; see <see cref="Command.Pipe"/>. Disposing ends it.</summary>
public sealed class PipedProcess : IAsyncDisposable
{
    readonly Process _process;
    readonly Task<string> _error;

    readonly CancellationTokenRegistration _ending;

    internal PipedProcess(Process process, CancellationToken cancellation)
    {
        _process = process;
        // Ends reads and writes too, which a stream of a pipe may not do by itself.
        _ending = cancellation.Register(() =>
            _ = ProcessTable.Signal(-process.Id, Signals.Kill) || ProcessTable.Signal(process.Id, Signals.Kill)
        );
        // To its end: the registration above ends the process, and its last words are wanted.
        _error = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Closes its input and waits for its end; whoever calls has read its output.</summary>
    public async Task<CommandResult> EndAsync(CancellationToken cancellation)
    {
        try
        {
            await Input.DisposeAsync();
        }
        catch (IOException)
        {
            // It ended without reading everything; its exit code says the rest.
        }

        await _process.WaitForExitAsync(cancellation);
        return new CommandResult(_process.ExitCode, "", await _error);
    }

    /// <summary>Stops it, and returns the text of its error output.</summary>
    public async Task<string> StopAsync()
    {
        if (!_process.HasExited)
        {
            var group = new ProcessGroup(_process.Id, ProcessTable.Find(_process.Id)?.Started ?? 0);
            await group.EndAsync(Signals.Kill, TimeSpan.Zero, TimeProvider.System);
        }

        return await _error;
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.DisposeAsync();
        await StopAsync();
        _process.Dispose();
    }
}
