using Railhead.Aws;

namespace Railhead.Cli;

/// <summary><c>railhead plan</c>: what an apply would do, and what that risks.</summary>
public static class PlanCommand
{
    public static async Task<int> RunAsync(Invocation call)
    {
        using var session = await AwsSession.OpenAsync(call);
        AwsSession.SayLeftOut(call, session.Workspace);
        call.Error.WriteLine("Planning …");
        var changes = await session.Workspace.PlanAsync(session.PlanFile, entry => ShowWarning(call, entry), call.Cancellation);
        if (call.Json)
        {
            call.Out.WriteLine(PlanPrinter.Json(session, changes));
        }
        else
        {
            PlanPrinter.Print(call.Out, session, changes);
        }

        return ExitCode.Done;
    }

    internal static void ShowWarning(Invocation call, TerraformEvent entry)
    {
        if (entry.Kind == TerraformEventKind.Warning)
        {
            call.Error.WriteLine($"warning: {entry.Message}");
        }
    }
}
