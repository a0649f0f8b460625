using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>One command's work on AWS: blueprint, Terraform, credentials, and a folder connected with the state.</summary>
sealed class AwsSession : IDisposable
{
    public const string Interruption = "Interrupted. The state has all finished changes; run the same command again to continue.";

    readonly DirectoryInfo _plans;

    AwsSession(Infrastructure infrastructure, AwsAccount account, Workspace workspace)
    {
        Infrastructure = infrastructure;
        Account = account;
        Workspace = workspace;
        _plans = Directory.CreateTempSubdirectory("railhead-plan-");
    }

    public Infrastructure Infrastructure { get; }

    public AwsAccount Account { get; }

    public Workspace Workspace { get; }

    public Architecture Architecture => Infrastructure.Architecture;

    /// <summary>Readable by its owner only, and gone with the session: a plan holds more than what is shown of it.</summary>
    public string PlanFile => Path.Combine(_plans.FullName, "plan");

    /// <summary>Such as <c>shop · production · eu-west-1 · account 123456789012</c>.</summary>
    public string Title =>
        $"{Architecture.App} · {Architecture.Environment} · {Architecture.Network.Region} · account "
        + $"{Account.Id}{(Workspace.IsEmulated ? " (emulator)" : "")}";

    /// <exception cref="RailheadException">Something is missing, and what.</exception>
    public static async Task<AwsSession> OpenAsync(Invocation call, Infrastructure infrastructure)
    {
        if (!Directory.Exists(infrastructure.Folder) || !Directory.EnumerateFiles(infrastructure.Folder, "*.tf").Any())
        {
            throw SynthErrors.NotWritten(infrastructure.Folder, infrastructure.Architecture.Environment);
        }

        Warn(call, infrastructure);
        var binary = await TerraformBinary.FindAsync(call.SearchPath, call.Cancellation);
        var account = await AwsAccount.CurrentAsync(infrastructure.Architecture.Network.Region, call.Cancellation);
        var bucket = Backend.Bucket(infrastructure.Folder, infrastructure.Architecture.Network.Region, account);
        var workspace = await Workspace.OpenAsync(binary, infrastructure.Folder, call.Cancellation);
        try
        {
            call.Error.WriteLine("Connecting to the state …");
            await workspace.InitAsync(bucket, call.Cancellation);
            return new AwsSession(infrastructure, account, workspace);
        }
        catch
        {
            workspace.Dispose();
            throw;
        }
    }

    /// <summary>Asks AWS about the account, plans, and compares.</summary>
    public async Task<SessionPlan> PlanAsync(Invocation call)
    {
        call.Error.WriteLine("Planning …");
        var preflight = await Preflight.OfEnvironmentAsync(Architecture, call.Cancellation);
        var json = await Workspace.PlanJsonAsync(
            PlanFile,
            entry => PlanCommand.ShowWarning(call, entry),
            call.Cancellation,
            preflight.Options(Infrastructure.Folder)
        );
        var changes = PlanSummary.Read(json);
        return new SessionPlan(json, changes, preflight.OfEnvironment(changes));
    }

    /// <summary>Says which resources the emulator cannot hold, so that nobody takes a trial for the real thing.</summary>
    public static void SayLeftOut(Invocation call, Workspace workspace)
    {
        if (workspace.LeftOut.Count == 0)
        {
            return;
        }

        call.Error.WriteLine(
            $"note: the emulator does not support {workspace.LeftOut.Count} resources; this run leaves them out: "
                + $"{string.Join(", ", workspace.LeftOut)}."
        );
    }

    public void Dispose()
    {
        Workspace.Dispose();
        _plans.Delete(recursive: true);
    }

    /// <summary>The folder may be older than the blueprint, or edited by hand; Terraform works with what is there.</summary>
    static void Warn(Invocation call, Infrastructure infrastructure)
    {
        var report = SynthFolder.Compare(infrastructure.Folder, infrastructure.Files);
        if (!report.IsCurrent)
        {
            call.Error.WriteLine(
                $"warning: {infrastructure.Relative} is out of date with railhead.yaml "
                    + $"({string.Join(", ", report.Written.Concat(report.Removed))}); \"railhead synth\" updates it."
            );
        }

        foreach (var path in report.Kept)
        {
            call.Error.WriteLine($"note: {infrastructure.Relative}/{path} was edited by hand; Terraform uses it as it is.");
        }
    }
}
