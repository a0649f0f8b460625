using System.Text.Json;
using Railhead.Aws;

namespace Railhead.Cli;

/// <summary><c>railhead apply</c>: plans, asks, applies, and lists what a person has to do next.</summary>
sealed class ApplyCommand() : FolderCommand("apply", "Apply infrastructure/ to AWS: create or change the environment")
{
    const string Connection = "aws_codestarconnections_connection.github";

    public override bool IsLong => true;

    public override string Interruption => AwsSession.Interruption;

    public override async Task<int> RunAsync(Invocation call)
    {
        using var session = await AwsSession.OpenAsync(call, Infrastructure.Accepted(call));
        AwsSession.SayLeftOut(call, session.Workspace);
        var (_, changes, findings) = await session.PlanAsync(call);
        call.Error.WriteLines(PlanText.Lines(session.Title, session.Infrastructure.Files, changes));
        call.Error.WriteLines(PlanText.Lines(findings));
        Preflight.Refuse(findings);
        // Terraform runs even without a change to a resource: an output may be new.
        if (changes.Count > 0 && !call.Confirm("Apply this?"))
        {
            call.Error.WriteLine("Nothing was changed.");
            return TerraformResultLine.Say(call, ExitCode.Failed, "not confirmed");
        }

        await ApplyAsync(call, session, changes.Count);
        var outputs = await session.Workspace.OutputsAsync(call.Cancellation);
        if (!call.Json)
        {
            // Not an output of Terraform: it changes when somebody confirms it, and the next plan would not be empty.
            var connection = await session.Workspace.AttributeAsync(Connection, "connection_status", call.Cancellation);
            SayNextSteps(call, [.. NextSteps.Of(session.Architecture, changes, outputs, connection)]);
        }

        var url = outputs.TryGetValue("url", out var value) && value is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
        if (!call.Json && url.Length > 0)
        {
            call.Out.WriteLine(url);
        }

        return TerraformResultLine.Say(call, ExitCode.Done, null);
    }

    static void SayNextSteps(Invocation call, IReadOnlyList<string> steps)
    {
        if (steps.Count == 0)
        {
            return;
        }

        call.Error.WriteLine("Next:");
        foreach (var step in steps)
        {
            call.Error.WriteLine($"  · {step}");
        }
    }

    /// <summary>Applies the plan.</summary>
    internal static Task ApplyAsync(Invocation call, AwsSession session, int count) =>
        session.Workspace.ApplyAsync(session.PlanFile, new TerraformProgress(call, count).Show, call.Cancellation);
}
