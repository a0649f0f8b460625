using System.CommandLine;
using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary><c>railhead destroy</c>: lists what it deletes and what stays, asks for the environment's name, and deletes it.</summary>
sealed class DestroyCommand : FolderCommand
{
    readonly Option<bool> _production = new("--production") { Description = "Also delete a production environment" };

    public DestroyCommand()
        : base("destroy", "Delete the environment from AWS") => Options.Add(_production);

    public override bool IsLong => true;

    public override string Interruption => AwsSession.Interruption;

    public override async Task<int> RunAsync(Invocation call)
    {
        using var session = await AwsSession.OpenAsync(call, Infrastructure.Of(call));
        var architecture = session.Architecture;
        if (architecture.Tier == Tier.Production && !call.Words.GetValue(_production))
        {
            throw CommandErrors.ProductionIsProtected(architecture.Environment);
        }

        AwsSession.SayLeftOut(call, session.Workspace);
        call.Error.WriteLine("Planning …");
        var changes = await session.Workspace.PlanAsync(
            session.PlanFile,
            entry => PlanCommand.ShowWarning(call, entry),
            call.Cancellation,
            "-destroy",
            TerraformOperations.WithoutDeletionProtection
        );
        call.Error.WriteLines(PlanText.Lines(session.Title, session.Infrastructure.Files, changes));
        SayWhatStays(call, architecture);
        if (changes.Count > 0 && !call.ConfirmByName("Type the name of the environment to delete it", architecture.Environment))
        {
            call.Error.WriteLine("Nothing was deleted.");
            return TerraformResultLine.Say(call, ExitCode.Failed, "not confirmed");
        }

        if (changes.Count > 0)
        {
            if (architecture.Tier == Tier.Production)
            {
                changes = await UnprotectAsync(call, session);
            }

            await ApplyCommand.ApplyAsync(call, session, changes.Count);
        }

        call.Error.WriteLine($"{architecture.App} · {architecture.Environment} is deleted.");
        return TerraformResultLine.Say(call, ExitCode.Done, null);
    }

    /// <summary>
    /// Deletion protection is an attribute like others: it has to be off before anything can be deleted. This changes nothing else and
    /// creates nothing: what an interrupted destroy has deleted stays deleted.
    /// </summary>
    static async Task<IReadOnlyList<PlannedChange>> UnprotectAsync(Invocation call, AwsSession session)
    {
        const string off = TerraformOperations.WithoutDeletionProtection;
        call.Error.WriteLine("Turning the protection off …");
        // Terraform has just read everything for the plan that was confirmed: these plans go by the state.
        const string fromState = TerraformOperations.WithoutRefresh;
        var protecting = await session.Workspace.PlanAsync(session.PlanFile, _ => { }, call.Cancellation, off, fromState);
        var targets = protecting
            .Where(change => change.Action == PlannedAction.Update)
            .Select(change => $"-target={change.Address}")
            .ToList();
        if (targets.Count > 0)
        {
            if (targets.Count < protecting.Count)
            {
                await session.Workspace.PlanAsync(session.PlanFile, _ => { }, call.Cancellation, [off, fromState, .. targets]);
            }

            var progress = new TerraformProgress(call, targets.Count);
            // Terraform warns of plans with targets; here they are intended.
            await session.Workspace.ApplyAsync(
                session.PlanFile,
                entry =>
                {
                    if (entry.Kind != TerraformEventKind.Warning)
                    {
                        progress.Show(entry);
                    }
                },
                call.Cancellation
            );
        }

        call.Error.WriteLine("Deleting …");
        return await session.Workspace.PlanAsync(session.PlanFile, _ => { }, call.Cancellation, "-destroy", off, fromState);
    }

    static void SayWhatStays(Invocation call, Architecture architecture)
    {
        call.Error.WriteLine("This deletes every file in the buckets, every image and every log line. These stay:");
        if (architecture.Database?.FinalSnapshot is { } snapshot)
        {
            call.Error.WriteLine($"  · the database's final snapshot, {snapshot}-… (it costs until you delete it)");
        }

        var own = architecture.Secrets.All.Where(secret => secret.Origin == SecretOrigin.User).ToList();
        if (architecture.Tier == Tier.Production && own.Count > 0)
        {
            call.Error.WriteLine($"  · the app's own secrets, recoverable for {own[0].RecoveryDays} days");
        }

        call.Error.WriteLine("  · KMS keys, until their waiting period has passed (backups and snapshots need them)");
        call.Error.WriteLine("  · shared resources of the account, such as the state bucket and GuardDuty (infrastructure/account)");
    }
}
