using Railhead.Model;

namespace Railhead.Local;

/// <summary>A git repository as a source: the commits of the app's own repository, or those of a push in its hook.</summary>
/// <param name="git">The git program.</param>
/// <param name="root">The root of the work tree; null: the repository is the one that the environment variables of a hook name.</param>
/// <param name="cancellation">Ends whatever git is doing.</param>
public sealed class GitSource(string git, string? root, CancellationToken cancellation)
{
    /// <summary>The root of the work tree that <paramref name="folder"/> is in, or null.</summary>
    public static async Task<string?> RootAsync(string git, string folder, CancellationToken cancellation)
    {
        var result = await new Command(git, "-c", "safe.directory=*", "-C", folder, "rev-parse", "--show-toplevel").RunAsync(
            cancellation: cancellation
        );
        return result.Succeeded ? result.Output.TrimEnd('\n') : null;
    }

    /// <summary>The full id of the commit that <paramref name="revision"/> names.</summary>
    /// <exception cref="RailheadException">There is no such commit.</exception>
    public async Task<string> ResolveAsync(string revision)
    {
        var result = await RunAsync("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
        if (result.Succeeded)
        {
            return result.Output.Trim();
        }

        throw revision == "HEAD" ? PipelineErrors.NoCommitYet() : PipelineErrors.UnknownCommit(revision);
    }

    public async Task<string> SubjectAsync(string commit)
    {
        var result = await RunAsync("log", "-1", "--format=%s", commit, "--");
        return result.Output.Trim();
    }

    /// <summary>The commit that is checked out; null when there is none yet.</summary>
    public async Task<string?> HeadAsync() =>
        await RunAsync("rev-parse", "--verify", "--quiet", "HEAD^{commit}") is { Succeeded: true } found ? found.Output.Trim() : null;

    /// <summary>The branch that is checked out; null for a commit without one.</summary>
    public async Task<string?> BranchAsync() =>
        await RunAsync("symbolic-ref", "--quiet", "--short", "HEAD") is { Succeeded: true } found ? found.Output.Trim() : null;

    public async Task<IReadOnlyList<GitRemote>> RemotesAsync()
    {
        // "remote.NAME.url VALUE"; a name may have dots in it.
        const int before = 7,
            after = 4;
        return
        [
            .. (await RunAsync("config", "--get-regexp", @"^remote\..*\.url$"))
                .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ', 2))
                .Where(parts => parts.Length == 2)
                .Select(parts => new GitRemote(parts[0][before..^after], parts[1])),
        ];
    }

    /// <summary>Whether tracked or new files differ from HEAD below the app's folder.</summary>
    public Task<bool> IsDirtyAsync(string prefix) => DiffersAsync(Below(prefix));

    /// <summary>Whether railhead.yaml differs from HEAD's.</summary>
    public Task<bool> IsBlueprintDirtyAsync(string prefix) => DiffersAsync(Blueprint(prefix));

    /// <summary>Whether any file but railhead.yaml does.</summary>
    public Task<bool> AreOthersDirtyAsync(string prefix) => DiffersAsync(Below(prefix), $":(exclude,literal){Blueprint(prefix)}");

    static string Below(string prefix) => prefix.Length == 0 ? "." : prefix;

    static string Blueprint(string prefix) => prefix.Length == 0 ? "railhead.yaml" : $"{prefix}/railhead.yaml";

    async Task<bool> DiffersAsync(params IReadOnlyList<string> paths) =>
        (await RunAsync(["status", "--porcelain", "--untracked-files=all", "--", .. paths])).Output.Length > 0;

    /// <summary>The text of a commit's blueprint, at the app's place or at the root; null when it has none.</summary>
    public async Task<string?> BlueprintAsync(string commit, string prefix)
    {
        foreach (var path in (string[])[Blueprint(prefix), Blueprint("")])
        {
            if (await RunAsync("cat-file", "blob", $"{commit}:{path}") is { Succeeded: true } found)
            {
                return found.Output;
            }
        }

        return null;
    }

    /// <summary>The app's folder of a commit as a tar.</summary>
    /// <param name="commit">Full id.</param>
    /// <param name="prefix">The app's folder relative to the repository's root; empty for the root.</param>
    /// <param name="file">Where the tar is written.</param>
    /// <exception cref="RailheadException">The commit has neither the folder nor a blueprint at its root.</exception>
    public async Task<SourcePackage> PackAsync(string commit, string prefix, string file)
    {
        var tree = await TreeAsync(commit, prefix);
        var result = await RunAsync("archive", "--format=tar", $"--output={file}", tree);
        if (!result.Succeeded)
        {
            throw PipelineErrors.CommitUnreadable(commit, result.Error.Trim());
        }

        return new SourcePackage(commit, await SubjectAsync(commit), file);
    }

    async Task<string> TreeAsync(string commit, string prefix)
    {
        if (prefix.Length > 0 && await ExistsAsync($"{commit}:{prefix}/railhead.yaml"))
        {
            return $"{commit}:{prefix}";
        }

        if (await ExistsAsync($"{commit}:railhead.yaml"))
        {
            return commit;
        }

        throw PipelineErrors.CommitWithoutBlueprint(commit, prefix);
    }

    async Task<bool> ExistsAsync(string name) => (await RunAsync("cat-file", "-e", name)).Succeeded;

    /// <summary>Puts a commit with its history into the environment's repository, below a name that no branch has.</summary>
    public async Task SendAsync(string commit, string repository)
    {
        var result = await RunAsync("push", "--quiet", "--force", repository, $"{commit}:{Repository.Incoming}{commit}");
        if (!result.Succeeded)
        {
            throw PipelineErrors.CommitNotSent(commit, repository, result.Error.Trim());
        }
    }

    // The owner may be somebody else: root deploying a user's repository, or the other way round. Git's own guard is against hooks and
    // configuration of strangers; nothing of the repository is executed here.
    Task<CommandResult> RunAsync(params IReadOnlyList<string> arguments) =>
        root is null
            ? new Command(git, arguments) { WorkingDirectory = Directory.GetCurrentDirectory() }.RunAsync(cancellation: cancellation)
            : new Command(git, ["-c", "safe.directory=*", "-C", root, .. arguments]).RunAsync(cancellation: cancellation);
}
