namespace Railhead.Aws.Tests;

public sealed class StackTests
{
    [Theory]
    [InlineData("Shop.csproj railhead.yaml", "make", nameof(Stack.DotNet))]
    [InlineData("Gemfile package.json", "make", nameof(Stack.Ruby))]
    [InlineData("package.json requirements.txt", "make", nameof(Stack.Python))]
    [InlineData("package.json", "make", nameof(Stack.Node))]
    [InlineData("README.md", "dotnet publish src/Shop -o out", nameof(Stack.DotNet))]
    [InlineData("README.md", "RAILS_ENV=production bin/rails assets:precompile", nameof(Stack.Ruby))]
    [InlineData("README.md", "(cd web && npm ci)", nameof(Stack.Node))]
    [InlineData("go.mod", "go build -o nodepad", nameof(Stack.Other))]
    public void Files_decide_then_commands(string files, string build, string expected)
    {
        var architecture = Blueprints.Compile($"app: shop\nstart: ./run\nbuild: '{build}'\n", "staging");
        Assert.Equal(expected, Stacks.Of(files.Split(' '), architecture.Pipeline, architecture.Services.TaskDefinition.Start).ToString());
    }

    [Theory]
    [InlineData("Gemfile .ruby-version", ".ruby-version", "3.2.4\n", "# .ruby-version:1 asks for 3.2.4.|ARG RUBY_VERSION=3.2.4")]
    [InlineData("package.json .nvmrc", ".nvmrc", "v18.20.4", "# .nvmrc:1 asks for v18.20.4.|ARG NODE_VERSION=18.20.4")]
    [InlineData(
        "package.json",
        "package.json",
        "{\"engines\":{\"node\":\">=18 <21\"}}",
        "# package.json:1 asks for >=18 <21.|ARG NODE_VERSION=20"
    )]
    [InlineData(
        "Shop.csproj",
        "global.json",
        "{\"sdk\":{\"version\":\"8.0.404\"}}",
        "# global.json:1 asks for 8.0.404.|ARG DOTNET_VERSION=8.0|ARG SDK_VERSION=8.0.404"
    )]
    [InlineData(
        "package.json",
        ".nvmrc",
        "system",
        "# !!! SET THE VERSION. .nvmrc:1 asks for \"system\", and there is no image of that name.|ARG NODE_VERSION=24"
    )]
    [InlineData("package.json", ".ruby-version", "3.2.4", "ARG NODE_VERSION=24")]
    public void The_image_has_the_version_that_the_app_names(string files, string named, string text, string expected)
    {
        var architecture = Blueprints.Compile("app: shop\nstart: ./run\n", "staging");
        var source = new AppSource(files.Split(' '), ".") { Texts = new Dictionary<string, string> { [named] = text } };
        var lines = AppImage.Write(architecture, source).First().Text.Split('\n').TakeWhile(line => line.Length > 0);
        Assert.Equal(expected, string.Join('|', lines));
    }

    [Fact]
    public void Commands_stay_in_their_place_whatever_is_in_them()
    {
        var architecture = Blueprints.Compile(
            """
            app: shop
            start: 'sh -c "echo $HOME \\ <<EOF && ./run"'
            build: |
              echo "a 'b' \
                c" # <<EOF
              FROM=x
            """,
            "staging"
        );
        var dockerfile = AppImage.Write(architecture, AppSource.Unknown).First().Text.Split('\n');
        var run = Assert.Single(dockerfile, line => line.StartsWith("RUN [\"", StringComparison.Ordinal));
        Assert.Equal(
            ["/bin/sh", "-euc", architecture.Pipeline.Build!],
            System.Text.Json.JsonSerializer.Deserialize<string[]>(run["RUN ".Length..])!
        );
        var start = Assert.Single(dockerfile, line => line.StartsWith("CMD ", StringComparison.Ordinal));
        Assert.Equal(
            $"exec {architecture.Services.TaskDefinition.Start}",
            System.Text.Json.JsonSerializer.Deserialize<string[]>(start["CMD ".Length..])![2]
        );
        Assert.Equal(2, dockerfile.Count(line => line.StartsWith("FROM", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Plain_variables_reach_the_build_and_secrets_do_not()
    {
        var architecture = Blueprints.Compile(
            """
            app: shop
            start: ./run
            build: printf '%s|' "$NODE_ENV" "$TEXT" "${KEY-none}" "$RELEASE_DIR"
            env: { NODE_ENV: production, TEXT: "it's $HOME \"x\"\nand \\ more", RELEASE_DIR: /elsewhere }
            secrets: [KEY]
            """,
            "staging"
        );
        var dockerfile = AppImage.Write(architecture, AppSource.Unknown).First().Text.Split('\n');
        var run = Assert.Single(dockerfile, line => line.StartsWith("RUN [\"", StringComparison.Ordinal));
        var words = System.Text.Json.JsonSerializer.Deserialize<string[]>(run["RUN ".Length..])!;
        var start = new System.Diagnostics.ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true };
        start.Environment["RELEASE_DIR"] = "/release";
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal("production|it's $HOME \"x\"\nand \\ more|none|/release|", output);
    }

    [Theory]
    [InlineData("", "tmp -> /tmp, log -> /tmp")]
    [InlineData("mkdir -p tmp/cache log; touch tmp/.keep log/.keep", "tmp -> /tmp, log -> /tmp")]
    [InlineData("mkdir log; echo x > log/index.js", "tmp -> /tmp, log/index.js")]
    [InlineData("echo x > log", "tmp -> /tmp, log")]
    public async Task Folders_that_frameworks_write_to_lead_to_the_writable_one(string release, string expected)
    {
        using var folder = new TemporaryFolder();
        var dockerfile = AppImage.Write(Blueprints.Compile("app: shop\nstart: ./run\n", "staging"), AppSource.Unknown).First().Text;
        var run = Assert.Single(dockerfile.Split('\n'), line => line.StartsWith("RUN for", StringComparison.Ordinal))["RUN ".Length..];
        var show = "for f in tmp log; do if [ -h $f ]; then echo \"$f -> $(readlink $f)\"; else find $f -type f; fi; done";
        var start = new System.Diagnostics.ProcessStartInfo("/bin/sh", ["-euc", $"{release}\n{run}\n{show}"])
        {
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal(expected, string.Join(", ", output.Trim().Split('\n')));
    }

    [Fact]
    public void An_own_Dockerfile_is_not_written_over()
    {
        var architecture = Blueprints.Compile("app: shop\nstart: ./run\ndockerfile: Dockerfile\n", "staging");
        Assert.Equal(["docker/app/fargate.Dockerfile"], AppImage.Write(architecture, AppSource.Unknown).Select(file => file.Path));
    }
}
