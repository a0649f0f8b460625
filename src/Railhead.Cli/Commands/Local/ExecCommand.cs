using System.CommandLine;
using System.Diagnostics;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary>
/// <c>railhead exec -- CMD…</c>: in the current release, with a task's environment and role; streams and exit code are the command's.
/// </summary>
sealed class ExecCommand : CliCommand
{
    readonly Argument<string[]> _words = new("CMD")
    {
        Description = "Command and its arguments, after --",
        Arity = ArgumentArity.OneOrMore,
    };

    public ExecCommand()
        : base("exec", "Run a command in the current release, with the variables and the role of a task") => Arguments.Add(_words);

    public override Task<int> RunAsync(Invocation call) => RunAsync(call, call.Words.GetValue(_words)!);

    /// <summary>Runs a command in the current release of an environment on this machine.</summary>
    public static async Task<int> RunAsync(Invocation call, IReadOnlyList<string> words)
    {
        using var environment = EnvironmentConnection.Open(call);
        var client = environment.Client;
        await client.GetAsync("/push-facts", ApiJson.Default.PushFacts, call.Cancellation);
        var facts = await client.PostAsync(
            "/exec",
            new RollbackRequest(null),
            ApiJson.Default.RollbackRequest,
            ApiJson.Default.ExecFacts,
            call.Cancellation
        );
        // The shell reads the values from a file that only this user can read: no process list and no answer of the API shows them.
        // Not by Command, which gives a program pipes and a session of its own: this one keeps the user's terminal and streams.
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = facts.Folder };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(ExecScript.Open);
        start.ArgumentList.Add("railhead-exec");
        var user = UserSwitch.Words(new Account("", facts.Uid, facts.Gid), Ownership.CurrentUid);
        foreach (var word in (string[])[.. facts.Walls ?? [], .. user, "/bin/sh", "-c", ExecScript.Run, "exec", .. words])
        {
            start.ArgumentList.Add(word);
        }

        start.Environment.Clear();
        start.Environment["PATH"] = SearchPath.OfSystem;
        start.Environment["RAILHEAD_ENV"] = facts.EnvironmentFile;
        if (call.Terminal.Variable("TERM") is { } term)
        {
            start.Environment["TERM"] = term;
        }

        using var process = Process.Start(start)!;
        // Ctrl-C goes to the command as well, which shares our terminal; its end is ours.
        await process.WaitForExitAsync(CancellationToken.None);
        new TemporaryFolders(environment.Layout, new Account("", Ownership.CurrentUid, Ownership.CurrentGid)).Remove(
            Path.GetFileName(facts.Temporary),
            facts.Temporary
        );
        return process.ExitCode;
    }
}
