using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>The checkout of a commit, whatever git is told to make of it elsewhere.</summary>
public sealed class CommitTests : IAsyncLifetime
{
    const string Blueprint = "app: shop\nstart: ./run\n";

    GitRepository _git = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    GitSource Source => new("git", _git.Root, Cancellation);

    public async ValueTask InitializeAsync()
    {
        _git = await GitRepository.CreateAsync();
        _git.Write("railhead.yaml", Blueprint);
    }

    public ValueTask DisposeAsync()
    {
        _git.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("* text eol=crlf\n")]
    [InlineData("* text=auto\n*.sh text eol=lf\n")]
    [InlineData("* export-ignore\n")]
    [InlineData("[attr]gone export-ignore\n*.txt gone\n")]
    [InlineData("* export-subst ident\n")]
    [InlineData("*.txt working-tree-encoding=UTF-16LE\n")]
    [InlineData("* filter=upper\n")]
    [InlineData("* crlf=input\n")]
    public async Task Attributes_change_no_byte_and_leave_out_no_file(string attributes)
    {
        var files = new Dictionary<string, string>
        {
            ["run.sh"] = "#!/bin/sh\necho $Id$ $Format:%H$\n",
            ["windows.txt"] = "one\r\ntwo\r\n",
            ["deep/er/data.txt"] = "\0\n\r\n\xff",
        };
        await _git.GitAsync("config", "core.autocrlf", "false");
        foreach (var (name, text) in files)
        {
            _git.Write(name, text);
        }

        await _git.CommitAsync();
        // Committed after the files, so that they are in the tree as they were written.
        _git.Write(".gitattributes", attributes);
        await _git.GitAsync("add", ".gitattributes");
        await _git.GitAsync("commit", "-q", "-m", "Attributes");
        await _git.GitAsync("config", "core.autocrlf", "true");
        await _git.GitAsync("config", "core.eol", "crlf");
        await _git.GitAsync("config", "filter.upper.smudge", "tr a-z A-Z");
        await _git.GitAsync("config", "filter.upper.required", "true");
        _git.Write(".git/info/attributes", "*.sh text eol=crlf export-ignore\n");

        var packed = await PackAsync("HEAD");

        Assert.Equal(attributes, packed[".gitattributes"].Text);
        foreach (var (name, text) in files)
        {
            Assert.Equal(text, packed[name].Text);
        }
    }

    [Fact]
    public async Task Modes_links_and_names_are_the_trees()
    {
        var odd = new[]
        {
            "a b",
            "ü",
            "new\nline",
            "-dash",
            "*",
            "back\\slash",
            new string('n', 240),
            $"{new string('d', 120)}/{new string('f', 120)}",
        };
        foreach (var name in odd)
        {
            _git.Write(name, "x");
        }

        _git.Write("program", "#!/bin/sh\n");
        File.SetUnixFileMode(Path.Combine(_git.Root, "program"), FileModes.Executable | UnixFileMode.UserRead);
        File.CreateSymbolicLink(Path.Combine(_git.Root, "link"), "program");
        File.CreateSymbolicLink(Path.Combine(_git.Root, "long"), new string('l', 200));
        await _git.CommitAsync();
        await _git.GitAsync("config", "core.fileMode", "false");
        await _git.GitAsync("config", "core.symlinks", "false");

        var packed = await PackAsync("HEAD");

        Assert.Equal(
            [.. odd.Append("program").Append("link").Append("long").Append("railhead.yaml").Order(StringComparer.Ordinal)],
            packed.Keys.Order(StringComparer.Ordinal)
        );
        Assert.True(packed["program"].Executable);
        Assert.False(packed["a b"].Executable);
        Assert.Equal("program", packed["link"].Link);
        Assert.Equal(new string('l', 200), packed["long"].Link);
    }

    [Fact]
    public async Task A_name_in_another_encoding_is_kept_byte_by_byte()
    {
        await _git.CommitAsync();
        var blob = (await _git.GitAsync("hash-object", "-w", "railhead.yaml")).Trim();
        var index = $"printf '100644 {blob}\\tcaf\\351\\n' | git -C '{_git.Root}' update-index --index-info";
        Assert.True((await new Command("/bin/sh", "-c", index).RunAsync(cancellation: Cancellation)).Succeeded);
        await _git.GitAsync("commit", "-q", "-m", "Latin");

        var tar = _git.Beside("tar");
        await Source.PackAsync(await Source.ResolveAsync("HEAD"), "", "local", tar);
        var listed = await new Command("tar", "--quoting-style=escape", "-tf", tar).RunAsync(cancellation: Cancellation);

        Assert.Contains("caf\\351\n", listed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replaced_objects_and_grafts_are_not_the_commit()
    {
        _git.Write("a", "true");
        var first = await _git.CommitAsync();
        _git.Write("a", "false");
        var second = await _git.CommitAsync("Other");
        await _git.GitAsync("replace", first, second);
        await _git.GitAsync(
            "replace",
            (await _git.GitAsync("rev-parse", $"{second}:a")).Trim(),
            (await _git.GitAsync("hash-object", "-w", "railhead.yaml")).Trim()
        );

        Assert.Equal("true", (await PackAsync(first))["a"].Text);
        Assert.Equal("false", (await PackAsync(second))["a"].Text);
    }

    [Fact]
    public async Task A_tag_of_a_tag_is_the_commit_that_it_is_of()
    {
        var commit = await _git.CommitAsync();
        await _git.GitAsync("tag", "-a", "-m", "one", "v1");
        await _git.GitAsync("tag", "-a", "-m", "two", "v2", "v1");
        Assert.Equal(commit, await Source.ResolveAsync("v2"));
        Assert.Null(await Source.CommitAsync("HEAD^{tree}"));
        Assert.Null(await Source.CommitAsync("HEAD:railhead.yaml"));
    }

    [Fact]
    public async Task A_commit_of_a_repository_with_sha_256_is_read()
    {
        using var git = await GitRepository.CreateAsync("--object-format=sha256");
        git.Write("railhead.yaml", Blueprint);
        var commit = await git.CommitAsync("Long");
        var source = new GitSource("git", git.Root, Cancellation);
        Assert.Equal("sha256", await source.ObjectFormatAsync());
        var package = await source.PackAsync(commit, "", "local", git.Beside("tar"));
        Assert.Equal((64, "Long"), (package.Revision.Length, package.Subject));
        Assert.Equal(Blueprint, (await PackedFile.ReadAsync(git.Beside("tar")))["railhead.yaml"].Text);
    }

    [Fact]
    public async Task A_file_of_lfs_has_its_content_or_is_named()
    {
        var content = "real content"u8.ToArray();
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        _git.Write("public/data.bin", $"version https://git-lfs.github.com/spec/v1\noid sha256:{hash}\nsize {content.Length}\n");
        _git.Write("not-lfs", "version https://git-lfs.github.com/spec/v1\nbut prose\n");
        await _git.CommitAsync();

        var error = await Assert.ThrowsAsync<RailheadException>(() => PackAsync("HEAD"));
        Assert.Equal("RH3210", error.Code);
        Assert.Contains("public/data.bin is a Git LFS file", error.Message, StringComparison.Ordinal);

        _git.Write($".git/lfs/objects/{hash[..2]}/{hash[2..4]}/{hash}", content);
        Assert.Equal("real content", (await PackAsync("HEAD"))["public/data.bin"].Text);
    }

    [Fact]
    public async Task Submodules_and_links_that_lead_out_are_named()
    {
        using var library = await GitRepository.CreateAsync();
        library.Write("a", "");
        await library.CommitAsync();
        await _git.GitAsync("-c", "protocol.file.allow=always", "submodule", "add", "-q", library.Root, "vendor/sub");
        Directory.CreateDirectory(Path.Combine(_git.Root, "public"));
        File.CreateSymbolicLink(Path.Combine(_git.Root, "public/passwd"), "/etc/passwd");
        File.CreateSymbolicLink(Path.Combine(_git.Root, "public/up"), "../../x");
        File.CreateSymbolicLink(Path.Combine(_git.Root, "public/fine"), "../railhead.yaml");
        await _git.CommitAsync();

        var package = await Source.PackAsync(await Source.ResolveAsync("HEAD"), "", "local", _git.Beside("tar"));

        Assert.Equal(package.Missing.Order(), (await Source.MissingPartsAsync("", Blueprint, "local")).Order());
        Assert.Equal(
            [
                "vendor/sub is a submodule, so the checkout has an empty folder there",
                "public/passwd is a link to /etc/passwd, which is not in the checkout",
                "public/up is a link to ../../x, which is not in the checkout",
            ],
            package.Missing
        );
    }

    [Fact]
    public async Task The_checkout_has_the_apps_folder_and_those_that_the_blueprint_includes()
    {
        _git.Write("apps/web/railhead.yaml", Blueprint);
        _git.Write("packages/shared/lib.js", "shared");
        _git.Write("packages/other/lib.js", "other");
        await _git.CommitAsync();
        Assert.Equal(["apps/web/railhead.yaml"], (await PackAsync("HEAD", "apps/web")).Keys);

        _git.Write("apps/web/railhead.yaml", Blueprint + "source: { include: [packages/shared/] }\n");
        File.CreateSymbolicLink(Path.Combine(_git.Root, "apps/web/shared"), "../../packages/shared");
        var commit = await _git.CommitAsync("Include");
        var package = await Source.PackAsync(commit, "apps/web", "local", _git.Beside("tar"));
        Assert.Empty(package.Missing);
        Assert.Equal(
            ["apps/web/railhead.yaml", "apps/web/shared", "packages/shared/lib.js"],
            (await PackedFile.ReadAsync(_git.Beside("tar"))).Keys.Order(StringComparer.Ordinal)
        );

        _git.Write("apps/web/railhead.yaml", Blueprint + "source: { include: [\".\"] }\n");
        await _git.CommitAsync("Everything");
        Assert.Contains("packages/other/lib.js", (await PackAsync("HEAD", "apps/web")).Keys);

        _git.Write("apps/web/railhead.yaml", Blueprint + "source: { include: [packages/shared/lib.js] }\n");
        await _git.CommitAsync("A file");
        Assert.Equal("RH3211", (await Assert.ThrowsAsync<RailheadException>(() => PackAsync("HEAD", "apps/web"))).Code);
    }

    async Task<Dictionary<string, PackedFile>> PackAsync(string revision, string prefix = "")
    {
        var tar = _git.Beside("tar");
        await Source.PackAsync(await Source.ResolveAsync(revision), prefix, "local", tar);
        return await PackedFile.ReadAsync(tar);
    }
}
