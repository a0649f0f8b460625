using System.Text.Json;
using Railhead.Aws;

namespace Railhead.Cli;

/// <summary><c>railhead apply</c>: plans, asks, does it, and says what only a person can do next.</summary>
public static class ApplyCommand
{
    public static async Task<int> RunAsync(Invocation call)
    {
        using var session = await AwsSession.OpenAsync(call);
        AwsSession.SayLeftOut(call, session.Workspace);
        call.Error.WriteLine("Planning …");
        var changes = await session.Workspace.PlanAsync(session.PlanFile, entry => PlanCommand.ShowWarning(call, entry), call.Cancellation);
        PlanPrinter.Print(call.Error, session, changes);
        // Also without a change to a resource: an output may be new.
        if (changes.Count > 0 && !call.Confirm("Apply this?"))
        {
            call.Error.WriteLine("Nothing was changed.");
            return TerraformResultLine.Say(call, ExitCode.Failed, "not confirmed");
        }

        await ApplyAsync(call, session, changes.Count);
        var outputs = await session.Workspace.OutputsAsync(call.Cancellation);
        if (!call.Json)
        {
            NextSteps.Say(call, session, changes, outputs);
        }

        var url = outputs.TryGetValue("url", out var value) && value is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
        if (!call.Json && url.Length > 0)
        {
            call.Out.WriteLine(url);
        }

        return TerraformResultLine.Say(call, ExitCode.Done, null);
    }

    /// <summary>Does what was planned.</summary>
    internal static Task ApplyAsync(Invocation call, AwsSession session, int count) =>
        session.Workspace.ApplyAsync(session.PlanFile, new TerraformProgress(call, count).Show, call.Cancellation);
}
