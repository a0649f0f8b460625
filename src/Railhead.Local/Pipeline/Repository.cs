using Railhead.Model;

namespace Railhead.Local;

/// <summary>The environment's own bare git repository, which pushes go to.</summary>
public sealed class Repository(Layout layout, Tools tools, string program)
{
    /// <summary>Commits that <c>deploy</c> brings in wait here until they are deployed.</summary>
    public const string Incoming = "refs/railhead/incoming/";

    /// <summary>Makes the repository when it is missing; its hook always names the installed program.</summary>
    public async Task EnsureAsync(string branch, string home)
    {
        if (!Directory.Exists(layout.Repository))
        {
            var staging = layout.Repository + ".new";
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }

            await GitAsync("init", "--bare", "--quiet", $"--initial-branch={branch}", staging);
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
                await GitAsync("--git-dir", staging, "config", name, value);
            }

            Directory.Move(staging, layout.Repository);
        }

        // The app's source is nobody else's.
        File.SetUnixFileMode(layout.Repository, FileModes.Owner);
        if (!File.Exists(HookFile("proc-receive")))
        {
            await GitAsync("--git-dir", layout.Repository, "config", "receive.procReceiveRefs", "refs/heads");
        }

        await WriteHookAsync("pre-receive", "receive", home);
        await WriteHookAsync("proc-receive", "move-ref", home);
    }

    /// <summary>Run by git as whoever pushes; the first of them with the quarantined objects in its environment (githooks(5), git-receive-pack(1)).</summary>
    async Task WriteHookAsync(string name, string command, string home)
    {
        var hook = $"""
            #!/bin/sh
            exec {ShellText.Quote(program)} {command} --home {ShellText.Quote(home)} --app {ShellText.Quote(
                layout.App
            )} --env {ShellText.Quote(layout.Environment)}

            """;
        var file = HookFile(name);
        if (!File.Exists(file) || await File.ReadAllTextAsync(file) != hook)
        {
            DurableFile.Write(file, hook, FileModes.Owner);
        }
    }

    string HookFile(string name) => Path.Combine(layout.Repository, "hooks", name);

    /// <summary>The commit that a ref names; null when there is no such ref.</summary>
    public async Task<string?> RefAsync(string reference) =>
        await GitAsync("--git-dir", layout.Repository, "rev-parse", "--verify", "--quiet", reference) is { Succeeded: true } found
            ? found.Output.Trim()
            : null;

    /// <summary>Moves a ref to a commit that is here.</summary>
    public async Task SetRefAsync(string reference, string commit)
    {
        var moved = await GitAsync("--git-dir", layout.Repository, "update-ref", reference, commit);
        if (!moved.Succeeded)
        {
            throw new RailheadException("RH3064", $"{reference} could not be moved to {Words.Short(commit)}: {moved.Error.Trim()}");
        }
    }

    /// <summary>Moves the branch to what was deployed, where the commit is here; a pushed one is moved by git itself after its hook.</summary>
    public async Task MoveRefAsync(string branch, string revision)
    {
        if (revision.Length != 40 || !Directory.Exists(layout.Repository))
        {
            return;
        }

        var incoming = Incoming + revision;
        if (!(await GitAsync("--git-dir", layout.Repository, "cat-file", "-e", revision + "^{commit}")).Succeeded)
        {
            return;
        }

        await GitAsync("--git-dir", layout.Repository, "update-ref", $"refs/heads/{branch}", revision);
        await GitAsync("--git-dir", layout.Repository, "update-ref", "-d", incoming);
    }

    Task<CommandResult> GitAsync(params IReadOnlyList<string> arguments) => new Command(tools.Git.Path, arguments).RunAsync();
}
