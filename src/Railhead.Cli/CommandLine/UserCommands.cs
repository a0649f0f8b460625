using System.CommandLine;
using System.CommandLine.Parsing;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>Reads the command line; what is wrong with it is said in one line instead of the whole help.</summary>
public static class UserCommands
{
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = CommandLine.Build().Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction)
        {
            return WrongUsage(parsed.Errors, args.TakeWhile(word => word != "--").Contains("--json"));
        }

        if (parsed.Action is System.CommandLine.Help.HelpAction)
        {
            Console.Out.Write(HelpText.Of(parsed));
            return ExitCode.Done;
        }

        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            interrupted.Cancel();
        };
        return await parsed.InvokeAsync(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
            interrupted.Token
        );
    }

    static int WrongUsage(IReadOnlyList<ParseError> errors, bool json)
    {
        // That a command is missing follows from one that is not known.
        var messages = errors.Select(error => error.Message).ToList();
        if (messages.Count > 1)
        {
            messages.RemoveAll(message => message.StartsWith("Required command", StringComparison.Ordinal));
        }

        const string hint = "\"railhead --help\" shows the commands.";
        if (json)
        {
            Console.Out.WriteLine(JsonLines.Of(new ErrorBody("RH2001", string.Join(' ', messages), Hint: hint), indented: true));
            return ExitCode.Usage;
        }

        foreach (var message in messages)
        {
            Console.Error.WriteLine($"railhead: {message}");
        }

        Console.Error.WriteLine($"  {hint}");
        return ExitCode.Usage;
    }
}
