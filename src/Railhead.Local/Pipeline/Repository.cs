namespace Railhead.Local;

/// <summary>The environment's own bare git repository, which pushes go to.</summary>
public sealed class Repository(Layout layout, Tools tools, string program)
{
    /// <summary>Commits that <c>deploy</c> brings in wait here until they are deployed.</summary>
    public const string Incoming = "refs/railhead/incoming/";

    /// <summary>Makes the repository when it is missing; its hook always names the installed program.</summary>
    public async Task EnsureAsync(string branch, string home, CancellationToken cancellation)
    {
        if (!Directory.Exists(layout.Repository))
        {
            var staging = layout.Repository + ".new";
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }

            await GitAsync(cancellation, "init", "--bare", "--quiet", $"--initial-branch={branch}", staging);
            foreach (
                var (name, value) in (IEnumerable<(string, string)>)
                    [
                        ("receive.shallowUpdate", "true"),
                        ("receive.advertisePushOptions", "true"),
                        ("gc.auto", "0"),
                        ("core.logAllRefUpdates", "true"),
                    ]
            )
            {
                await GitAsync(cancellation, "--git-dir", staging, "config", name, value);
            }

            Directory.Move(staging, layout.Repository);
        }

        // The app's source is nobody else's.
        File.SetUnixFileMode(layout.Repository, FileModes.Owner);
        if (!File.Exists(HookFile("proc-receive")))
        {
            await GitAsync(cancellation, "--git-dir", layout.Repository, "config", "receive.procReceiveRefs", "refs/heads");
        }

        await WriteHookAsync("pre-receive", "receive", home, cancellation);
        await WriteHookAsync("proc-receive", "move-ref", home, cancellation);
    }

    /// <summary>
    /// Run by git as whoever pushes; the first of them with the quarantined objects in its environment (githooks(5),
    /// git-receive-pack(1)).
    /// </summary>
    async Task WriteHookAsync(string name, string command, string home, CancellationToken cancellation)
    {
        var hook = $"""
            #!/bin/sh
            exec {ShellText.Quote(program)} {command} --home {ShellText.Quote(home)} --app {ShellText.Quote(
                layout.App
            )} --env {ShellText.Quote(layout.Environment)}

            """;
        var file = HookFile(name);
        if (!File.Exists(file) || await File.ReadAllTextAsync(file, cancellation) != hook)
        {
            DurableFile.Write(file, hook, FileModes.Owner);
        }
    }

    string HookFile(string name) => Path.Combine(layout.Repository, "hooks", name);

    /// <summary>The commit that a ref names; null when there is no such ref.</summary>
    public async Task<string?> RefAsync(string reference, CancellationToken cancellation) =>
        await GitAsync(cancellation, "--git-dir", layout.Repository, "rev-parse", "--verify", "--quiet", reference)
            is { Succeeded: true } found
            ? found.Output.Trim()
            : null;

    /// <summary>Moves a ref to a commit that is here.</summary>
    public async Task SetRefAsync(string reference, string commit, CancellationToken cancellation)
    {
        var moved = await GitAsync(cancellation, "--git-dir", layout.Repository, "update-ref", reference, commit);
        if (!moved.Succeeded)
        {
            throw PipelineErrors.RefNotMoved(reference, commit, moved.Error.Trim());
        }
    }

    /// <summary>
    /// Moves the branch to what was deployed, where the commit is here; a pushed one is moved by git itself after its hook.
    /// </summary>
    public async Task MoveRefAsync(string branch, string revision, CancellationToken cancellation)
    {
        if (revision.Length != 40 || !Directory.Exists(layout.Repository))
        {
            return;
        }

        var incoming = Incoming + revision;
        if (!(await GitAsync(cancellation, "--git-dir", layout.Repository, "cat-file", "-e", revision + "^{commit}")).Succeeded)
        {
            return;
        }

        await GitAsync(cancellation, "--git-dir", layout.Repository, "update-ref", $"refs/heads/{branch}", revision);
        await GitAsync(cancellation, "--git-dir", layout.Repository, "update-ref", "-d", incoming);
    }

    Task<CommandResult> GitAsync(CancellationToken cancellation, params IReadOnlyList<string> arguments) =>
        new Command(tools.Git.Path, arguments).RunAsync(cancellation: cancellation);
}
