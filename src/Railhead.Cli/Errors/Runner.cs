using Railhead.Model;

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
        catch (BlueprintException e)
        {
            foreach (var finding in e.Findings)
            {
                call.Error.WriteLine(finding);
            }

            if (call.Json)
            {
                var first = e.Findings.First(finding => finding.Severity == Severity.Error);
                SayJson(call, new ErrorBody(first.Code, first.Message, first.File, first.Line, first.Column, first.Hint));
            }

            return ExitCode.Usage;
        }
        catch (NotRunningException e)
        {
            return Say(call, ExitCode.Failed, "RH3000", e.Message, e.Hint);
        }
        catch (OperationCanceledException) when (call.Cancellation.IsCancellationRequested)
        {
            if (call is { Json: true, IsLong: true })
            {
                call.Out.WriteLine(JsonLines.Of(ResultEvent.Failure("Interrupted.")));
            }

            call.Error.WriteLine(call.Interruption);
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            var error = Problem.Of(e);
            return Say(call, ExitCode.Failed, error.Code, error.Message, error.Hint);
        }
    }

    public static int Say(Invocation call, int exitCode, string code, string message, string? hint)
    {
        if (call.Json)
        {
            SayJson(call, new ErrorBody(code, message, Hint: hint));
            return exitCode;
        }

        call.Error.WriteLine($"railhead: {message}");
        if (hint is not null)
        {
            call.Error.WriteLine($"  {hint}");
        }

        return exitCode;
    }

    /// <summary>An error document; of a long command on one line, and a result after it.</summary>
    static void SayJson(Invocation call, ErrorBody error)
    {
        call.Out.WriteLine(JsonLines.Of(error, indented: !call.IsLong));
        if (call.IsLong)
        {
            call.Out.WriteLine(JsonLines.Of(ResultEvent.Failure(error.Message)));
        }
    }
}
