namespace Railhead.Local.Tests;

/// <summary>A repository of the moment for a test, and what its owner does with it.</summary>
sealed class GitRepository : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("rh git ").FullName;

    public GitRepository() => Directory.CreateDirectory(Root);

    public string Root => Path.Combine(_folder, "app");

    /// <summary>A path outside of the repository.</summary>
    public string Beside(string name) => Path.Combine(_folder, name);

    public static async Task<GitRepository> CreateAsync(params string[] options)
    {
        var repository = new GitRepository();
        await repository.GitAsync(["init", "-q", "-b", "main", .. options]);
        await repository.GitAsync("config", "user.name", "x");
        await repository.GitAsync("config", "user.email", "x@example.org");
        return repository;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public void Write(string file, string text) => Write(file, System.Text.Encoding.Latin1.GetBytes(text));

    public void Write(string file, byte[] content)
    {
        var path = Path.Combine(Root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    public async Task<string> CommitAsync(string message = "Begin")
    {
        await GitAsync("add", "-A");
        await GitAsync("commit", "-q", "--allow-empty", "-m", message);
        return (await GitAsync("rev-parse", "HEAD")).Trim();
    }

    public async Task<string> GitAsync(params string[] arguments)
    {
        var result = await TryGitAsync(arguments);
        Assert.True(result.Succeeded, result.Error);
        return result.Output;
    }

    public Task<CommandResult> TryGitAsync(params string[] arguments) => TryGitAsync(new Dictionary<string, string>(), arguments);

    /// <param name="variables">Added to this process's environment.</param>
    /// <param name="arguments">Git's.</param>
    public Task<CommandResult> TryGitAsync(IReadOnlyDictionary<string, string> variables, params string[] arguments) =>
        new Command("env", [.. variables.Select(v => $"{v.Key}={v.Value}"), "git", "-C", Root, .. arguments]).RunAsync(
            cancellation: TestContext.Current.CancellationToken
        );
}
