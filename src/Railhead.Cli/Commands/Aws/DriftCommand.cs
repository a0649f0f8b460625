using Railhead.Aws;

namespace Railhead.Cli;

/// <summary><c>railhead drift</c>: shows what was changed by hand on AWS since the last apply, and exits with 1 if anything was.</summary>
sealed class DriftCommand() : FolderCommand("drift", "Show what was changed by hand on AWS since the last apply")
{
    public override async Task<int> RunAsync(Invocation call)
    {
        using var session = await AwsSession.OpenAsync(call, Infrastructure.Of(call));
        AwsSession.SayLeftOut(call, session.Workspace);
        call.Error.WriteLine("Reading every resource …");
        var changes = await session.Workspace.DriftAsync(
            session.PlanFile,
            entry => PlanCommand.ShowWarning(call, entry),
            call.Cancellation
        );
        if (call.Json)
        {
            call.Out.WriteLine(new DriftDocument(changes).Json());
        }
        else
        {
            call.Out.WriteLines(DriftText.Lines(session.Title, changes));
        }

        return changes.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
