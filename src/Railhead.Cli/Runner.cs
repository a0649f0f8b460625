using System.Text.Json;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary>Runs a command and turns what went wrong into words and an exit code.</summary>
public static class Runner
{
    public static async Task<int> RunAsync(Invocation call, Func<Invocation, Task<int>> command)
    {
        try
        {
            return await command(call);
        }
        catch (UsageException e)
        {
            return Say(call, ExitCode.Usage, e.Code, e.Message, e.Hint);
        }
        catch (NotRunningException e)
        {
            return Say(call, ExitCode.Failed, "RH3000", e.Message, e.Hint);
        }
        catch (OperationCanceledException) when (call.Cancellation.IsCancellationRequested)
        {
            call.Error.WriteLine("Interrupted; \"railhead up\" goes on from here.");
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            var (code, message, hint) = Problem.Of(e);
            return Say(call, ExitCode.Failed, code, message, hint);
        }
    }

    public static int Say(Invocation call, int exitCode, string code, string message, string? hint)
    {
        if (call.Json)
        {
            call.Out.WriteLine(JsonSerializer.Serialize(new ErrorDocument(new ErrorBody(code, message, Hint: hint)), ApiJson.Default.ErrorDocument));
            return exitCode;
        }

        call.Error.WriteLine($"railhead: {message}");
        if (hint is not null) call.Error.WriteLine($"  {hint}");
        return exitCode;
    }
}
