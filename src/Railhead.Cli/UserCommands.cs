using System.CommandLine;

namespace Railhead.Cli;

/// <summary>Reads the command line; what is wrong with it is said in one line instead of the whole help.</summary>
public static class UserCommands
{
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = CommandLine.Build().Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync($"railhead: {error.Message}");
            await Console.Error.WriteLineAsync("  \"railhead --help\" shows the commands.");
            return ExitCode.Usage;
        }

        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            interrupted.Cancel();
        };
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interrupted.Token);
    }
}
