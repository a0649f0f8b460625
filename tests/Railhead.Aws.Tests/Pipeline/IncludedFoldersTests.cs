using System.Diagnostics;

namespace Railhead.Aws.Tests;

/// <summary><c>source.include</c>: the build on AWS sees the folders of the repository that the one on this machine sees.</summary>
public sealed class IncludedFoldersTests : IDisposable
{
    readonly ScriptFixture _build = new(BuildScript.Script(Model.DeploymentEngine.Codedeploy));

    public IncludedFoldersTests()
    {
        foreach (var name in (string[])["STATIC", "SECRETS", "ACCEPTED_FINDINGS", "RELEASE_TASK_DEFINITION", "DATABASE_ROLE_IMAGE"])
        {
            _build.Variables[name] = "";
        }

        foreach (var name in (string[])["REVISION", "APP_REPOSITORY", "NGINX_REPOSITORY", "TASK_DEFINITION", "APP_SPEC", "DOCKERFILE"])
        {
            _build.Variables[name] = name;
        }

        _build.Answer("aws-ecr-describe-images", "echo ImageNotFoundException >&2; exit 254");
        _build.Answer("aws-ecr-describe-image-scan-findings", """echo '{"imageScanStatus":{"status":"COMPLETE"}}'""");
        _build.Answer("aws-ssm-get-parameter", """echo '{"containerDefinitions":[]}'""");
        _build.Answer(
            "docker-build---platform",
            """case $* in *--tag\ app-as-built*) find "${!#}" -name infrastructure -prune -o ! -type d -printf '%P\n' >"$answer.context" ;; esac"""
        );
        _build.Write("app/railhead.yaml", "");
        _build.Write("app/.env", "");
        _build.Write("packages/shared/lib.js", "");
        _build.Write("packages/other/lib.js", "");
        _build.Write("README.md", "");
    }

    public void Dispose() => _build.Dispose();

    [Theory]
    [InlineData("", ".env, railhead.yaml")]
    [InlineData("packages/shared", "app/.env, app/railhead.yaml, packages/shared/lib.js")]
    // One contains another, and one the app's own folder.
    [InlineData("packages/shared, packages", "app/.env, app/railhead.yaml, packages/other/lib.js, packages/shared/lib.js")]
    [InlineData("app, packages/other", "app/.env, app/railhead.yaml, packages/other/lib.js")]
    public void The_context_is_the_apps_folder_and_the_included_ones(string include, string expected)
    {
        var (code, words) = Build(include);
        Assert.True(code == 0, words);
        Assert.Equal(expected, string.Join(", ", Context()));
    }

    [Fact]
    public void A_dot_is_the_whole_repository()
    {
        var (code, words) = Build("gone, .");
        Assert.True(code == 0, words);
        Assert.Superset(new HashSet<string> { "README.md", "app/railhead.yaml", "packages/other/lib.js" }, Context().ToHashSet());
    }

    [Fact]
    public void A_folder_that_the_commit_lacks_is_named_and_nothing_is_built()
    {
        var (code, words) = Build("packages/shared, packages/gone");
        Assert.NotEqual(0, code);
        Assert.Contains(
            "The commit has no folder packages/gone, which source.include in railhead.yaml names.",
            words,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("docker build", _build.Calls, StringComparison.Ordinal);
    }

    [Fact]
    public void The_working_folder_is_the_apps_place_in_the_repository()
    {
        Build("packages/shared");
        Assert.Contains(" --build-arg APP_FOLDER=app ", _build.Calls, StringComparison.Ordinal);
        var lines = AppImage.Write(Architecture("packages/shared"), Source("apps/my web")).First().Text.Split('\n');
        var copy = Array.IndexOf(lines, "COPY . /repository");
        Assert.Equal(["ARG APP_FOLDER", "WORKDIR /repository/$APP_FOLDER"], lines[(copy + 1)..(copy + 3)]);
    }

    [Theory]
    [InlineData("", ".git|infrastructure|")]
    [InlineData("packages", ".git|apps/web/infrastructure|")]
    public void Only_the_apps_own_infrastructure_stays_out_of_the_image(string include, string expected) =>
        Assert.Equal(expected, AppImage.Write(Architecture(include), Source("apps/web")).ElementAt(1).Text.ReplaceLineEndings("|"));

    [Fact]
    public void A_pattern_matches_only_the_folder_that_it_was_made_for() =>
        Assert.Equal(@"\!apps/\[web]/a\*", IncludedFolders.Pattern("!apps/[web]/a*"));

    [Fact]
    public void An_app_at_the_root_has_the_whole_repository_already()
    {
        Assert.Empty(IncludedFolders.Write(Architecture("packages/shared"), AppSource.Unknown));
        Assert.Contains(
            "WORKDIR /app\nCOPY . .\n",
            AppImage.Write(Architecture("packages/shared"), AppSource.Unknown).First().Text,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("cp ../../packages/shared/lib.js \"$RELEASE_DIR\"", "lib.js")]
    [InlineData("cp ../../packages/shared/lib.js .", "lib.js, railhead.yaml")]
    public async Task What_is_taken_is_the_release_folder_and_the_apps_folder_while_that_is_empty(string build, string expected)
    {
        using var root = new TemporaryFolder();
        foreach (var file in (string[])["repository/apps/my web/railhead.yaml", "repository/packages/shared/lib.js", "release/x"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root.Path, file))!);
            await File.WriteAllTextAsync(Path.Combine(root.Path, file), "", TestContext.Current.CancellationToken);
        }

        File.Delete(Path.Combine(root.Path, "release/x"));
        var take = AppImage
            .Write(Architecture("packages/shared"), Source("apps/web"))
            .First()
            .Text.Split('\n')
            .Single(line => line.StartsWith("RUN [ -n", StringComparison.Ordinal))["RUN ".Length..]
            .Replace("/repository", $"{root.Path}/repository", StringComparison.Ordinal);
        var start = new ProcessStartInfo("/bin/sh", ["-euc", $"{build}\n{take}"])
        {
            WorkingDirectory = $"{root.Path}/repository/apps/my web",
        };
        start.Environment["APP_FOLDER"] = "apps/my web";
        start.Environment["RELEASE_DIR"] = $"{root.Path}/release";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        var taken = Directory.GetFiles($"{root.Path}/release").Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(expected, string.Join(", ", taken));
    }

    (int Code, string Words) Build(string include)
    {
        // As synth does, with its mark in each file.
        var files = IncludedFolders
            .Write(Architecture(include), Source("app"))
            .Append(BuildScript.Script(Model.DeploymentEngine.Codedeploy));
        SynthFolder.Write(_build.PathOf("app/infrastructure/staging"), [.. files]);
        return _build.Run();
    }

    /// <summary>The files that the app's image is built from.</summary>
    IEnumerable<string> Context() => File.ReadLines(_build.PathOf("answers/docker-build---platform.context")).Order(StringComparer.Ordinal);

    static Model.Architecture Architecture(string include) =>
        Blueprints.Compile(
            $"app: shop\nstart: ./run\nsource: {{ include: [{include.Replace(".", "'.'", StringComparison.Ordinal)}] }}\n",
            "staging"
        );

    static AppSource Source(string folder) => new([], folder);
}
