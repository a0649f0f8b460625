using System.Text;

namespace Railhead.Local;

/// <summary>
/// Copies a commit with its history from the app's repository to the environment's. Not by <c>git push</c>: that runs the developer's hooks
/// and follows the developer's rules for addresses, tags, signatures and submodules.
/// </summary>
sealed class CommitTransfer(Git git, string root, string repository, CancellationToken cancellation)
{
    /// <param name="commit">Full id.</param>
    /// <param name="common">The folder of git's files in the app's repository.</param>
    /// <param name="alone">Without its history, which a partial clone does not have whole.</param>
    public async Task SendAsync(string commit, string common, bool alone)
    {
        var formats = await Task.WhenAll(
            git.In(root, "rev-parse", "--show-object-format").RunAsync(cancellation: cancellation),
            git.InBare(repository, "rev-parse", "--show-object-format").RunAsync(cancellation: cancellation)
        );
        if (formats[0].Output != formats[1].Output)
        {
            throw PipelineErrors.ObjectFormatChanged(formats[0].Output.Trim(), formats[1].Output.Trim());
        }

        var marked = await LinesAsync(Boundaries);
        if (!await HasAsync(commit))
        {
            // Where history ends somewhere, having a commit does not mean having those before it.
            await CopyAsync(commit, alone, alone || marked.Count > 0 ? [] : await SharedAsync());
        }

        await MarkBoundariesAsync(marked, alone ? [commit] : await LinesAsync(Path.Combine(common, "shallow")));
        await CheckAsync(commit, git.InBare(repository, "update-ref", Repository.Incoming + commit, commit));
    }

    /// <summary>Git's list of the commits whose parents are not here (gitrepository-layout(5)).</summary>
    string Boundaries => Path.Combine(repository, "shallow");

    async Task CopyAsync(string commit, bool alone, IEnumerable<string> known)
    {
        var wanted = new StringBuilder();
        if (alone)
        {
            wanted.Append("--shallow ").Append(commit).Append('\n');
        }

        wanted.Append(commit).Append('\n');
        foreach (var tip in known)
        {
            wanted.Append('^').Append(tip).Append('\n');
        }

        var options = (string[])["pack-objects", "--revs", "--thin", "--delta-base-offset", "--stdout", "--quiet"];
        await using var from = git.In(root, alone ? [.. options, "--shallow"] : options).Pipe(cancellation);
        await using var to = git.InBare(repository, "index-pack", "--stdin", "--fix-thin").Pipe(cancellation);
        var reading = to.Output.CopyToAsync(Stream.Null, cancellation);
        try
        {
            await from.Input.WriteAsync(Encoding.ASCII.GetBytes(wanted.ToString()), cancellation);
            await from.Input.DisposeAsync();
            await from.Output.CopyToAsync(to.Input, cancellation);
        }
        catch (IOException)
        {
            // One of them has ended; its exit code and words say why.
        }

        var packed = await from.EndAsync(cancellation);
        var indexed = await to.EndAsync(cancellation);
        await reading;
        if (!packed.Succeeded || !indexed.Succeeded)
        {
            throw PipelineErrors.CommitNotSent(commit, repository, $"{packed.Error.Trim()} {indexed.Error.Trim()}".Trim());
        }
    }

    /// <summary>Tips of the environment's repository that the app's has too.</summary>
    async Task<IReadOnlyList<string>> SharedAsync()
    {
        var tips = await git.InBare(repository, "for-each-ref", "--format=%(objectname)").RunAsync(cancellation: cancellation);
        var found = await (git.In(root, "cat-file", "--batch-check") with { Input = tips.Output }).RunAsync(cancellation: cancellation);
        return
        [
            .. Lines(found.Output)
                .Select(line => line.Split(' '))
                .Where(words => words is [_, "commit", _])
                .Select(words => words[0])
                .Distinct(),
        ];
    }

    /// <summary>Where history ends because the app's repository is a shallow clone, it may end here, until a whole one comes.</summary>
    async Task MarkBoundariesAsync(IReadOnlyList<string> marked, IReadOnlyList<string> boundaries)
    {
        var all = new List<string>();
        foreach (var boundary in marked.Union(boundaries))
        {
            if (await HasAsync(boundary) && !await HasParentsAsync(boundary))
            {
                all.Add(boundary);
            }
        }

        if (all.Count == 0)
        {
            File.Delete(Boundaries);
        }
        else if (!all.SequenceEqual(marked))
        {
            DurableFile.Write(Boundaries, string.Join('\n', all) + "\n");
        }
    }

    async Task<bool> HasParentsAsync(string commit)
    {
        var text = await git.InBare(repository, "cat-file", "commit", commit).RunAsync(cancellation: cancellation);
        foreach (var line in text.Output.Split('\n').TakeWhile(line => line.Length > 0))
        {
            if (line.StartsWith("parent ", StringComparison.Ordinal) && !await HasAsync(line["parent ".Length..]))
            {
                return false;
            }
        }

        return true;
    }

    async Task<bool> HasAsync(string commit) =>
        (await git.InBare(repository, "cat-file", "-e", commit).RunAsync(cancellation: cancellation)).Succeeded;

    async Task CheckAsync(string commit, Command command)
    {
        if (await command.RunAsync(cancellation: cancellation) is { Succeeded: false } failed)
        {
            throw PipelineErrors.CommitNotSent(commit, repository, failed.Error.Trim());
        }
    }

    async Task<IReadOnlyList<string>> LinesAsync(string file) =>
        File.Exists(file) ? Lines(await File.ReadAllTextAsync(file, cancellation)) : [];

    static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
