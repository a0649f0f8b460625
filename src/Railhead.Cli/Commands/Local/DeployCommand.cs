using System.CommandLine;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead deploy [REV]</c>: a commit of the app's own repository, or its folder where there is none.</summary>
sealed class DeployCommand : CliCommand
{
    public const string Head = "HEAD";

    readonly Argument<string> _revision = new("REV")
    {
        Description = "Commit to deploy, from the app's repository",
        DefaultValueFactory = _ => Head,
    };

    readonly Option<bool> _force = new("--force") { Description = "Deploy even if this commit is already deployed" };

    public DeployCommand()
        : base("deploy", "Deploy a commit")
    {
        _revision.RefuseOptions();
        Arguments.Add(_revision);
        Options.Add(_force);
    }

    public override bool IsLong => true;

    public override string Interruption => DeploymentRun.Interruption;

    public override async Task<int> RunAsync(Invocation call)
    {
        var revision = call.Words.GetValue(_revision)!;
        using var environment = EnvironmentConnection.Open(call);
        var facts = await environment.Client.GetAsync("/push-facts", ApiJson.Default.PushFacts, call.Cancellation);
        var code = await AppCode.FindAsync(
            Tools.Find(environment.Record.SearchPath).Git.Path,
            AppFolder.Find(call) ?? environment.Record.Folder,
            call.Cancellation
        );
        if (code.Root is null && revision != Head)
        {
            throw CommandErrors.RevisionWithoutRepository(code.Folder, revision);
        }

        using var printer = new ProgressPrinter(call);
        return await new DeploymentRun(call, environment, printer).SendAsync(
            code with
            {
                Prefix = facts.Prefix,
            },
            revision,
            call.Words.GetValue(_force)
        );
    }
}
