using Railhead.Model;

namespace Railhead.Cli;

/// <summary>Runs a command and turns what went wrong into words and an exit code.</summary>
static class Runner
{
    public static async Task<int> RunAsync(Invocation call, CliCommand command)
    {
        try
        {
            return await command.RunAsync(call);
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
                var error = new ErrorBody(first.Code, first.Message, first.File, first.Line, first.Column, first.Hint);
                SayJson(call.Out, error, call.IsLong);
            }

            return ExitCode.Usage;
        }
        catch (OperationCanceledException) when (call.Cancellation.IsCancellationRequested)
        {
            if (call is { Json: true, IsLong: true })
            {
                call.Out.WriteLine(JsonLines.Of(ResultEvent.Failure("Interrupted.")));
            }

            call.Error.WriteLine(command.Interruption);
            return ExitCode.Interrupted;
        }
        catch (Exception e)
        {
            return Say(call, e is UsageException ? ExitCode.Usage : ExitCode.Failed, Problem.Of(e));
        }
    }

    public static int Say(Invocation call, int exitCode, ErrorBody error)
    {
        if (call.Json)
        {
            SayJson(call.Out, error, call.IsLong);
        }
        else
        {
            SayWords(call.Error, error);
        }

        return exitCode;
    }

    public static void SayWords(TextWriter to, ErrorBody error)
    {
        to.WriteLine($"railhead: {error.Message}");
        if (error.Hint is { } hint)
        {
            to.WriteLine($"  {hint}");
        }
    }

    /// <summary>An error document; a long command writes it on one line, and a result after it.</summary>
    public static void SayJson(TextWriter to, ErrorBody error, bool isLong)
    {
        to.WriteLine(JsonLines.Of(error, indented: !isLong));
        if (isLong)
        {
            to.WriteLine(JsonLines.Of(ResultEvent.Failure(error.Message)));
        }
    }
}
