using Railhead.Model;

namespace Railhead.Local;

/// <summary>A git repository as a source: the commits of the app's own repository, or those of a push in its hook.</summary>
/// <param name="git">The git program.</param>
/// <param name="root">The root of the work tree; null: the repository is the one that the environment variables of a hook name.</param>
/// <param name="cancellation">Ends whatever git is doing.</param>
public sealed class GitSource(string git, string? root, CancellationToken cancellation)
{
    readonly Git _git = new(git);

    /// <summary>The root of the work tree that <paramref name="folder"/> is in, or null.</summary>
    /// <exception cref="RailheadException">There is a repository, but git cannot read it.</exception>
    public static async Task<string?> RootAsync(string git, string folder, CancellationToken cancellation)
    {
        var result = await new Git(git).In(folder, "rev-parse", "--show-toplevel").RunAsync(cancellation: cancellation);
        if (result.Succeeded)
        {
            return result.Output.TrimEnd('\n');
        }

        // Anything else must not turn a commit into a folder without a word.
        return result.Error.Contains("not a git repository (or any", StringComparison.Ordinal) && !Path.Exists(Path.Combine(folder, ".git"))
            ? null
            : throw PipelineErrors.RepositoryUnreadable(folder, result.Error.Trim());
    }

    /// <summary>Git's name of the hash that the repository's ids are made of: <c>sha1</c> or <c>sha256</c>.</summary>
    public async Task<string> ObjectFormatAsync() => (await RunAsync("rev-parse", "--show-object-format")).Output.Trim();

    /// <summary>The full id of the commit that <paramref name="revision"/> names; of a tag, the one that it is of.</summary>
    /// <exception cref="RailheadException">There is no such commit.</exception>
    public async Task<string> ResolveAsync(string revision) =>
        await CommitAsync(revision) ?? throw (revision == "HEAD" ? PipelineErrors.NoCommitYet() : PipelineErrors.UnknownCommit(revision));

    /// <summary>As <see cref="ResolveAsync"/>; null when there is none, or when it is a tree or a file.</summary>
    public async Task<string?> CommitAsync(string revision) =>
        await RunAsync("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}") is { Succeeded: true } found
            ? found.Output.Trim()
            : null;

    async Task<string> SubjectAsync(string commit) =>
        (await RunAsync("rev-list", "--max-count=1", "--no-commit-header", "--encoding=UTF-8", "--format=%s", commit, "--")).Output.Trim();

    /// <summary>The commit that is checked out; null when there is none yet.</summary>
    public Task<string?> HeadAsync() => CommitAsync("HEAD");

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

    async Task<bool> DiffersAsync(params IReadOnlyList<string> paths)
    {
        const int before = 7;
        var configured = await _git.AsUser(root!, [], "config", "--name-only", "--get-regexp", @"^filter\.")
            .RunAsync(cancellation: cancellation);
        var filters = configured
            .Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(name => name[before..name.LastIndexOf('.')])
            .Distinct();
        var arguments = (string[])["status", "--porcelain", "--untracked-files=all", "--ignore-submodules=dirty", "--", .. paths];
        return (await _git.AsUser(root!, filters, arguments).RunAsync(cancellation: cancellation)).Output.Length > 0;
    }

    /// <summary>The parts of the app's folder that are tracked and that no release will have; see <see cref="SourceParts"/>.</summary>
    /// <param name="prefix">The app's folder.</param>
    /// <param name="blueprint">The text of its blueprint.</param>
    /// <param name="environment">The environment whose values count.</param>
    public async Task<IReadOnlyList<string>> MissingPartsAsync(string prefix, string blueprint, string environment)
    {
        var included = SourceInclude.Of(blueprint, environment);
        var folders = prefix.Length == 0 || included.Contains(".") ? [] : (IReadOnlyList<string>)[prefix, .. included];
        var entries = await ListAsync(["--literal-pathspecs", "ls-files", "--stage", "-z", "--full-name", "--", .. folders]);
        var links = entries
            .Where(entry => entry.IsLink)
            .Select(entry => (entry.Name, new FileInfo(Path.Combine(root!, entry.Name)).LinkTarget))
            .Where(link => link.LinkTarget is not null)
            .Select(link => (link.Name, link.LinkTarget!));
        return SourceParts.Missing(entries.Where(entry => entry.IsSubmodule).Select(entry => entry.Name), links, folders);
    }

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

    /// <summary>The app's folder of a commit, and those that its blueprint includes, as a tar.</summary>
    /// <param name="commit">Full id.</param>
    /// <param name="prefix">The app's folder relative to the repository's root; empty for the root.</param>
    /// <param name="environment">The environment whose values of the blueprint count.</param>
    /// <param name="file">Where the tar is written.</param>
    /// <exception cref="RailheadException">
    /// The commit has neither the folder nor a blueprint at its root, or files that it names are not in the repository.
    /// </exception>
    public async Task<SourcePackage> PackAsync(string commit, string prefix, string environment, string file)
    {
        var folders = await FoldersAsync(commit, prefix, environment);
        var entries = await ListAsync(["--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", commit, "--", .. folders]);
        var tar = new CommitTar(entries, await LfsStoresAsync());
        await using (var stream = new FileStream(file, FileMode.Create, FileAccess.Write))
        {
            var modified = new DateTimeOffset(File.GetLastWriteTimeUtc(file), TimeSpan.Zero);
            if (await tar.WriteAsync(Command("cat-file", "--batch"), stream, modified, cancellation) is { } problem)
            {
                throw await IsPartialAsync()
                    ? PipelineErrors.ObjectsNotFetched(commit, problem)
                    : PipelineErrors.CommitUnreadable(commit, problem);
            }
        }

        if (tar.WithoutContent.Count > 0)
        {
            throw PipelineErrors.LfsContentMissing(tar.WithoutContent, isPush: root is null);
        }

        var submodules = entries.Where(entry => entry.IsSubmodule).Select(entry => entry.Name);
        return new SourcePackage(commit, await SubjectAsync(commit), file, SourceParts.Missing(submodules, tar.Links, folders));
    }

    /// <summary>The folders of the checkout, relative to the repository's root; none: all of it.</summary>
    async Task<IReadOnlyList<string>> FoldersAsync(string commit, string prefix, string environment)
    {
        if (prefix.Length == 0 || !await ExistsAsync($"{commit}:{Blueprint(prefix)}"))
        {
            return await ExistsAsync($"{commit}:{Blueprint("")}") ? [] : throw PipelineErrors.CommitWithoutBlueprint(commit, prefix);
        }

        var included = SourceInclude.Of(await BlueprintAsync(commit, prefix) ?? "", environment);
        if (included.Contains("."))
        {
            return [];
        }

        foreach (var folder in included)
        {
            if (
                !(await RunAsync("--literal-pathspecs", "ls-tree", "-d", "--full-tree", commit, "--", folder)).Output.StartsWith(
                    "04",
                    StringComparison.Ordinal
                )
            )
            {
                throw PipelineErrors.IncludeMissing(commit, folder);
            }
        }

        return [prefix, .. included];
    }

    async Task<IReadOnlyList<TreeEntry>> ListAsync(IReadOnlyList<string> arguments)
    {
        await using var listing = Command(arguments).Pipe(cancellation);
        using var listed = new MemoryStream();
        await listing.Output.CopyToAsync(listed, cancellation);
        return await listing.EndAsync(cancellation) is { Succeeded: false } failed
            ? throw PipelineErrors.FilesNotListed(failed.Error.Trim())
            : [.. TreeEntry.Parse(listed.ToArray())];
    }

    async Task<IReadOnlyList<string>> LfsStoresAsync()
    {
        var common = await CommonFolderAsync();
        var storage = (await RunAsync("config", "lfs.storage")).Output.Trim();
        return [Path.Combine(common, storage.Length > 0 ? storage : "lfs", "objects")];
    }

    async Task<string> CommonFolderAsync() =>
        (await RunAsync("rev-parse", "--path-format=absolute", "--git-common-dir")).Output.TrimEnd('\n');

    /// <summary>Whether objects may be missing here because git fetches them when they are needed.</summary>
    async Task<bool> IsPartialAsync() => (await RunAsync("config", "--get-regexp", @"^remote\..*\.promisor$")).Succeeded;

    async Task<bool> ExistsAsync(string name) => (await RunAsync("cat-file", "-e", name)).Succeeded;

    /// <summary>Puts a commit with its history into the environment's repository, below a name that no branch has.</summary>
    public async Task SendAsync(string commit, string repository)
    {
        var transfer = new CommitTransfer(_git, root!, repository, cancellation);
        await transfer.SendAsync(commit, await CommonFolderAsync(), await IsPartialAsync());
    }

    Command Command(params IReadOnlyList<string> arguments) => root is null ? _git.InHook(arguments) : _git.In(root, arguments);

    Task<CommandResult> RunAsync(params IReadOnlyList<string> arguments) => Command(arguments).RunAsync(cancellation: cancellation);
}
