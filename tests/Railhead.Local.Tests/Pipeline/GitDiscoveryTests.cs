using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>Which repository an app's folder belongs to.</summary>
public sealed class GitDiscoveryTests : IAsyncLifetime
{
    GitRepository _git = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _git = await GitRepository.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _git.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("gitdir: /nowhere/at/all\n")]
    [InlineData("")]
    public async Task A_repository_that_git_cannot_read_is_not_taken_as_a_folder(string pointer)
    {
        var folder = _git.Beside("broken");
        Directory.CreateDirectory(folder);
        Assert.Null(await GitSource.RootAsync("git", folder, Cancellation));
        await File.WriteAllTextAsync(Path.Combine(folder, ".git"), pointer, Cancellation);
        var error = await Assert.ThrowsAsync<RailheadException>(() => GitSource.RootAsync("git", folder, Cancellation));
        Assert.Equal("RH3212", error.Code);
    }

    [Fact]
    public async Task Variables_of_git_in_the_environment_lead_nowhere_else()
    {
        using var other = await GitRepository.CreateAsync();
        var variables = new Dictionary<string, string>
        {
            ["GIT_DIR"] = Path.Combine(other.Root, ".git"),
            ["GIT_WORK_TREE"] = other.Root,
            ["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(_git.Root)!,
            ["GIT_CONFIG_PARAMETERS"] = "'core.autocrlf'='true'",
        };
        foreach (var command in (Command[])[new Git("git").In(_git.Root, "x"), new Git("git").AsUser(_git.Root, ["lfs"], "x")])
        {
            Assert.Empty(variables.Keys.Intersect(command.Environment!.Keys));
        }

        Assert.Equal(_git.Root, await GitSource.RootAsync("git", _git.Root, Cancellation));
    }
}
