namespace Railhead.Local;

/// <summary>The environment's own bare git repository, which pushes go to.</summary>
public sealed class Repository(Layout layout, Tools tools, string program)
{
    /// <summary>Commits that <c>deploy</c> brings in wait here until they are deployed.</summary>
    public const string Incoming = "refs/railhead/incoming/";

    readonly Git _git = new(tools.Git.Path);

    /// <summary>
    /// Makes the repository when it is missing; its configuration and its hooks, which name the installed program, are written each time.
    /// </summary>
    /// <param name="branch">The branch that deploys.</param>
    /// <param name="home">RAILHEAD_HOME.</param>
    /// <param name="objectFormat">
    /// That of the app's repository, or null where it has none. Git cannot push between two formats, so the repository is made again when
    /// the app's has changed its own.
    /// </param>
    /// <param name="cancellation">Ends git.</param>
    public async Task EnsureAsync(string branch, string home, string? objectFormat, CancellationToken cancellation)
    {
        var exists = Directory.Exists(layout.Repository);
        var format = exists ? await ObjectFormatAsync(cancellation) : null;
        var wanted = objectFormat ?? format ?? RepositoryConfiguration.Sha1;
        if (format != wanted)
        {
            await CreateAsync(branch, wanted, cancellation);
        }

        // The app's source is nobody else's.
        File.SetUnixFileMode(layout.Repository, FileModes.Owner);
        var hooks = Path.Combine(layout.Repository, "hooks");
        Directory.CreateDirectory(hooks);
        await WriteAsync(
            Path.Combine(layout.Repository, "config"),
            RepositoryConfiguration.Text(hooks, wanted),
            FileModes.OwnerFile,
            cancellation
        );
        await WriteHookAsync("pre-receive", "receive", home, cancellation);
        await WriteHookAsync("proc-receive", "move-ref", home, cancellation);
    }

    async Task<string> ObjectFormatAsync(CancellationToken cancellation) =>
        (await _git.InBare(layout.Repository, "rev-parse", "--show-object-format").RunAsync(cancellation: cancellation)).Output.Trim();

    async Task CreateAsync(string branch, string objectFormat, CancellationToken cancellation)
    {
        var staging = layout.Repository + ".new";
        foreach (var folder in (string[])[staging, layout.Repository])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        var made = await _git.InBare(
                staging,
                "init",
                "--bare",
                "--quiet",
                "--template=",
                $"--object-format={objectFormat}",
                $"--initial-branch={branch}"
            )
            .RunAsync(cancellation: cancellation);
        if (!made.Succeeded)
        {
            throw PipelineErrors.RepositoryNotMade(layout.Repository, made.Error.Trim());
        }

        Directory.Move(staging, layout.Repository);
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
        await WriteAsync(Path.Combine(layout.Repository, "hooks", name), hook, FileModes.Owner, cancellation);
    }

    static async Task WriteAsync(string file, string text, UnixFileMode mode, CancellationToken cancellation)
    {
        if (!File.Exists(file) || await File.ReadAllTextAsync(file, cancellation) != text)
        {
            DurableFile.Write(file, text, mode);
        }
    }

    /// <summary>The commit that a ref names; null when there is no such ref.</summary>
    public async Task<string?> RefAsync(string reference, CancellationToken cancellation) =>
        await GitAsync(cancellation, "rev-parse", "--verify", "--quiet", reference) is { Succeeded: true } found
            ? found.Output.Trim()
            : null;

    /// <summary>Moves a ref to a commit that is here.</summary>
    public async Task SetRefAsync(string reference, string commit, CancellationToken cancellation)
    {
        var moved = await GitAsync(cancellation, "update-ref", reference, commit);
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
        if (revision.StartsWith("dir-", StringComparison.Ordinal) || !Directory.Exists(layout.Repository))
        {
            return;
        }

        var incoming = Incoming + revision;
        if (!(await GitAsync(cancellation, "cat-file", "-e", revision + "^{commit}")).Succeeded)
        {
            return;
        }

        await GitAsync(cancellation, "update-ref", $"refs/heads/{branch}", revision);
        await GitAsync(cancellation, "update-ref", "-d", incoming);
    }

    Task<CommandResult> GitAsync(CancellationToken cancellation, params IReadOnlyList<string> arguments) =>
        _git.InBare(layout.Repository, arguments).RunAsync(cancellation: cancellation);
}
