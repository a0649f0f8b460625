namespace Railhead.EndToEnd;

/// <summary>A release on a machine that has no .NET SDK and no checkout of Railhead.</summary>
[Collection("release")]
public sealed class ReleaseTests(ReleaseFiles release) : IClassFixture<ReleaseFiles>
{
    [Fact]
    public async Task The_sums_are_those_of_the_files()
    {
        var sums = await release.SumsAsync();
        Assert.Equal(2, File.ReadAllLines(sums).Length);
        (await Machine.RunAsync(Path.GetDirectoryName(sums)!, "sha256sum", "--check", "--strict", sums)).Succeeded();
    }

    [Fact]
    public async Task The_tarball_runs_and_deploys_an_app_without_an_sdk()
    {
        RequiredTools.Need("git", "python3", "tar");
        using var folder = new TemporaryFolder();
        (await Machine.RunAsync("/", "tar", "-xzf", await release.TarballAsync(), "-C", folder.Path)).Succeeded();
        await RunsAnAppAsync(Path.Combine(Assert.Single(Directory.GetDirectories(folder.Path)), "railhead"));
    }

    [Fact]
    public async Task The_package_installs_runs_and_deploys_an_app_and_goes_again()
    {
        RequiredTools.Need("git", "python3", "dpkg");
        RequiredTools.Need(Machine.IsRoot, "Only root installs packages.");
        RequiredTools.Need(!Directory.Exists("/usr/lib/railhead"), "This machine has the package already, and this test would remove it.");
        var package = await release.PackageAsync();
        var depends = (await Machine.RunAsync("/", "dpkg-deb", "--field", package, "Depends")).Succeeded().Output;
        Assert.All(["haproxy", "nginx", "postgresql"], engine => Assert.DoesNotContain(engine, depends, StringComparison.Ordinal));
        try
        {
            (await Machine.RunAsync("/", "dpkg", "--install", package)).Succeeded();
            await RunsAnAppAsync("/usr/bin/railhead");
            Assert.Contains("up", (await CompletionAsync()).Output, StringComparison.Ordinal);
        }
        finally
        {
            (await Machine.RunAsync("/", "dpkg", "--purge", "railhead")).Succeeded();
        }

        Assert.False(Directory.Exists("/usr/lib/railhead"));
        Assert.False(File.Exists("/usr/bin/railhead"));
    }

    /// <summary>What bash offers after <c>railhead u</c>, by the file that the package installs.</summary>
    static Task<Finished> CompletionAsync() =>
        Machine.RunAsync(
            "/",
            "bash",
            "-c",
            """
            . /usr/share/bash-completion/completions/railhead
            COMP_WORDS=(railhead u); COMP_CWORD=1; COMP_LINE='railhead u'; COMP_POINT=10
            function=$(complete -p railhead | sed 's/.*-F \([^ ]*\).*/\1/')
            "$function" railhead u railhead
            printf '%s\n' "${COMPREPLY[@]}"
            """
        );

    static async Task RunsAnAppAsync(string program)
    {
        await using var sandbox = await Sandbox.CreateAsync();
        var script = Path.Combine(sandbox.Root, "railhead");
        await File.WriteAllTextAsync(script, WithoutSdk(program));
        File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
        sandbox.Program = script;
        var app = await sandbox.AddAppAsync("hello", folder => SourceTree.Copy(SourceTree.PathOf("samples", "hello"), folder));
        var status = await app.UpAsync();
        using var http = new HttpClient();
        Assert.Equal("Hello\n", await http.GetStringAsync(status.Url, TestContext.Current.CancellationToken));

        app.Edit("index.html", "Hello", "Hello again");
        await app.CommitAsync("Second");
        (await app.PushAsync()).Succeeded();
        Assert.Equal("Hello again\n", await http.GetStringAsync(status.Url, TestContext.Current.CancellationToken));

        (await app.RailheadAsync("down", "--purge", "--yes")).Succeeded();
        Assert.Empty(Machine.ProcessesThatMention(sandbox.Home));
        Assert.False(Directory.Exists(Path.Combine(sandbox.Home, "hello")));
        Assert.NotEqual(0, (await Machine.RunAsync("/", "id", "rh-hello-local")).ExitCode);
    }

    /// <summary>A script that runs the program where nothing of .NET can be seen.</summary>
    static string WithoutSdk(string program)
    {
        var dotnet = RequiredTools.Find("dotnet") is { } found
            ? Path.GetDirectoryName(new FileInfo(found).ResolveLinkTarget(true)?.FullName ?? found)
            : null;
        var hide =
            Machine.IsRoot && dotnet is not null ? $"exec unshare --mount sh -c 'mount -t tmpfs none {dotnet} && exec \"$@\"' sh" : "exec";
        return $"#!/bin/sh\nunset DOTNET_ROOT\n{hide} {program} \"$@\"\n";
    }
}
