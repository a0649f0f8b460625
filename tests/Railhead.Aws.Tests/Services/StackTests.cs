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
    public void An_own_Dockerfile_is_not_written_over()
    {
        var architecture = Blueprints.Compile("app: shop\nstart: ./run\ndockerfile: Dockerfile\n", "staging");
        Assert.Equal(["docker/app/fargate.Dockerfile"], AppImage.Write(architecture, AppSource.Unknown).Select(file => file.Path));
    }
}
