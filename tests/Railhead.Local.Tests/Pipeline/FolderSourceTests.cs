using System.Formats.Tar;

namespace Railhead.Local.Tests;

public sealed class FolderSourceTests : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory("rh folder ").FullName;
    readonly string _tar = Path.GetTempFileName();

    public void Dispose()
    {
        Directory.Delete(_root, recursive: true);
        File.Delete(_tar);
    }

    [Theory]
    [InlineData("*.log", "deep/er/x.log", true)]
    [InlineData("/root.txt", "deep/root.txt", false)]
    [InlineData("/root.txt", "root.txt", true)]
    [InlineData("doc/*.md", "doc/a.md", true)]
    [InlineData("doc/*.md", "other/doc/a.md", false)]
    [InlineData("a/**/z", "a/b/c/z", true)]
    [InlineData("[ab].txt", "b.txt", true)]
    [InlineData("[!ab].txt", "b.txt", false)]
    [InlineData("logs/", "logs", false)]
    [InlineData("logs/", "logs/x", true)]
    [InlineData("\\#x", "#x", true)]
    [InlineData("#x", "#x", false)]
    public async Task Both_ignore_files_mean_what_git_means(string pattern, string path, bool ignored)
    {
        foreach (var file in (string[])[".gitignore", ".railheadignore"])
        {
            Write(path, "");
            Write(file, $"{pattern}\n");
            Assert.NotEqual(ignored, (await PackAsync()).Contains(path));
            File.Delete(Path.Combine(_root, file));
        }
    }

    [Fact]
    public async Task The_last_matching_pattern_decides()
    {
        Write(".gitignore", "*.log\n!keep.log\n\n# a comment\n*.key\n");
        Write(".railheadignore", "keep.log\n!public.key  \n");
        foreach (var file in (string[])["other.log", "keep.log", "public.key", "private.key"])
        {
            Write(file, "");
        }

        Assert.Equal([".gitignore", ".railheadignore", "public.key"], await PackAsync());
    }

    [Fact]
    public async Task A_gitignore_of_a_subfolder_holds_below_it()
    {
        Write("sub/.gitignore", "inner.txt\n");
        Write("sub/deep/inner.txt", "");
        Write("inner.txt", "");
        Assert.Equal(["inner.txt", "sub", "sub/.gitignore", "sub/deep"], await PackAsync());
    }

    [Fact]
    public async Task Build_output_stays_out_unless_an_ignore_file_takes_it_back()
    {
        Write("bin/Debug/shop.dll", "");
        Write("obj/x", "");
        Write("shop.csproj", "");
        Write("web/node_modules/x/index.js", "");
        Assert.Equal(["shop.csproj", "web"], await PackAsync());
        Write(".railheadignore", "!bin/\n");
        Assert.Equal([".railheadignore", "bin", "bin/Debug", "bin/Debug/shop.dll", "shop.csproj", "web"], await PackAsync());
    }

    [Fact]
    public async Task Programs_in_bin_are_taken_where_no_project_of_dotnet_is_beside_them()
    {
        Write("bin/rails", "");
        Write("obj/model.obj", "");
        Write("to[o]ls/a.fsproj", "");
        Write("to[o]ls/bin/a.dll", "");
        Write("to[o]ls/scripts/bin/run", "");
        Assert.Equal(
            [
                "bin",
                "bin/rails",
                "obj",
                "obj/model.obj",
                "to[o]ls",
                "to[o]ls/a.fsproj",
                "to[o]ls/scripts",
                "to[o]ls/scripts/bin",
                "to[o]ls/scripts/bin/run",
            ],
            await PackAsync()
        );
    }

    [Fact]
    public async Task Empty_folders_stay_also_those_whose_content_is_ignored()
    {
        Write(".gitignore", "*.log\n");
        Directory.CreateDirectory(Path.Combine(_root, "uploads"));
        Write("log/development.log", "");
        Assert.Equal([".gitignore", "log", "uploads"], await PackAsync());
    }

    [Fact]
    public async Task A_repository_inside_of_the_folder_is_taken_without_its_history()
    {
        Write("vendor/lib/.git/HEAD", "ref: refs/heads/main\n");
        Write("vendor/lib/.git/config", "[core]\n\trepositoryformatversion = 0\n");
        Directory.CreateDirectory(Path.Combine(_root, "vendor/lib/.git/objects"));
        Directory.CreateDirectory(Path.Combine(_root, "vendor/lib/.git/refs"));
        Write("vendor/lib/.gitignore", "*.tmp\n");
        Write("vendor/lib/a.py", "");
        Write("vendor/lib/b.tmp", "");
        Assert.Equal(["vendor", "vendor/lib", "vendor/lib/.gitignore", "vendor/lib/a.py"], await PackAsync());
    }

    [Fact]
    public async Task A_link_is_taken_as_a_link_and_the_revision_follows_the_content()
    {
        Write("a.txt", "one");
        File.CreateSymbolicLink(Path.Combine(_root, "link"), "a.txt");
        Assert.Equal(["a.txt", "link"], await PackAsync());
        var before = await RevisionAsync();
        Assert.Equal(before, await RevisionAsync());
        Write("a.txt", "two");
        Assert.NotEqual(before, await RevisionAsync());
    }

    Task<string> RevisionAsync() => FolderSource.RevisionAsync("git", _root, TestContext.Current.CancellationToken);

    async Task<IReadOnlyList<string>> PackAsync()
    {
        await FolderSource.PackAsync("git", _root, _tar, TestContext.Current.CancellationToken);
        await using var stream = File.OpenRead(_tar);
        await using var reader = new TarReader(stream);
        var names = new List<string>();
        while (await reader.GetNextEntryAsync(cancellationToken: TestContext.Current.CancellationToken) is { } entry)
        {
            names.Add(entry.Name.TrimEnd('/'));
        }

        return names;
    }

    void Write(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
