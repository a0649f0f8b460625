using Railhead.Model;

namespace Railhead.Cli;

/// <summary>The last line of a long command with <c>--json</c>.</summary>
static class TerraformResultLine
{
    public static int Say(Invocation call, int exitCode, string? error)
    {
        if (call.Json)
        {
            call.Out.WriteLine(
                JsonLines.Of(new ResultEvent(exitCode == ExitCode.Done ? ResultStatus.Succeeded : ResultStatus.Failed) { Error = error })
            );
        }

        return exitCode;
    }
}
