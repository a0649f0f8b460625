using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>
/// <c>railhead bootstrap</c>: creates what exists once per account and region, above all the bucket for Terraform's state.
/// </summary>
sealed class BootstrapCommand()
    : FolderCommand("bootstrap", "Create the shared resources of an AWS account and region, such as the state bucket")
{
    public override bool IsLong => true;

    public override string Interruption => AwsSession.Interruption;

    public override async Task<int> RunAsync(Invocation call)
    {
        var infrastructure = Infrastructure.Accepted(call);
        var region = infrastructure.Architecture.Network.Region;
        var binary = await TerraformBinary.FindAsync(call.SearchPath, call.Cancellation);
        var account = await AwsAccount.CurrentAsync(region, call.Cancellation);
        var folder = Path.Combine(Path.GetDirectoryName(infrastructure.Folder)!, "account");
        var bucket = StateBucket.Name(region, account.Id);
        if (File.Exists(Path.Combine(infrastructure.Folder, Backend.FileName)))
        {
            bucket = Backend.Bucket(infrastructure.Folder, region, account);
        }

        foreach (var path in SynthFolder.Write(folder, Synth.Account(region)).Kept)
        {
            call.Error.WriteLine($"note: infrastructure/account/{path} was edited by hand; Terraform uses it as it is.");
        }

        using var workspace = await Workspace.OpenAsync(binary, folder, call.Cancellation);
        AwsSession.SayLeftOut(call, workspace);
        var bootstrap = new Bootstrap(workspace, bucket);
        call.Error.WriteLine($"account {account.Id} · {region}{(workspace.IsEmulated ? " (emulator)" : "")}: planning …");
        await bootstrap.BeginAsync(call.Cancellation);
        var preflight = await Preflight.OfAccountAsync(infrastructure.Architecture, call.Cancellation);
        await bootstrap.WriteRolesAsync(folder, preflight.MissingRoles, call.Cancellation);
        var plans = Directory.CreateTempSubdirectory("railhead-plan-");
        try
        {
            var plan = Path.Combine(plans.FullName, "plan");
            var changes = await workspace.PlanAsync(plan, entry => PlanCommand.ShowWarning(call, entry), call.Cancellation);
            foreach (var change in changes)
            {
                call.Error.WriteLine($"  {change.Action.ToString().ToLowerInvariant(), -8} {change.Address}");
            }

            var findings = preflight.OfAccount(changes);
            call.Error.WriteLines(PlanText.Lines(findings));
            Preflight.Refuse(findings);
            if (changes.Count > 0 && !call.Confirm($"Apply this to account {account.Id}?"))
            {
                call.Error.WriteLine("Nothing was changed.");
                return TerraformResultLine.Say(call, ExitCode.Failed, "not confirmed");
            }

            await workspace.ApplyAsync(plan, new TerraformProgress(call, changes.Count).Show, call.Cancellation);
            await bootstrap.EndAsync(call.Cancellation);
        }
        finally
        {
            plans.Delete(recursive: true);
        }

        Directory.CreateDirectory(infrastructure.Folder);
        Backend.Write(infrastructure.Folder, bucket);
        call.Error.WriteLine($"The state is in {bucket}. {infrastructure.Relative}/{Backend.FileName} names it: commit that file.");
        call.Error.WriteLine($"Next: railhead plan --env {infrastructure.Architecture.Environment}");
        return TerraformResultLine.Say(call, ExitCode.Done, null);
    }
}
