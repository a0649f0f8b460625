namespace Railhead.Cli.Tests;

/// <summary>What <c>check</c> says about the app's files beside the blueprint.</summary>
public sealed class CheckSourceTests : IDisposable
{
    readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("v18.20.4", "v18.20.4", "")]
    [InlineData("18", "v18.20.4", "")]
    [InlineData("18", "v24.1.0", "RH1111: the app asks for Node 18, and this machine has 24.1.0.")]
    [InlineData("18", null, "RH1111: the app asks for Node 18, and this machine has none on the PATH.")]
    [InlineData("nonsense", "v24.1.0", "RH1112: \"nonsense\" is not a version of Node that Railhead can find an image for.")]
    public async Task Versions_of_languages_are_compared(string wanted, string? installed, string expected)
    {
        Write("railhead.yaml", "app: shop\nstart: node server.js\n");
        Write(".nvmrc", $"# for nvm\n{wanted}\n");
        if (installed is not null)
        {
            Write("bin/node", $"#!/bin/sh\necho {installed}\n");
            _run.SearchPath = Path.Combine(_run.Folder, "bin");
        }

        var finished = await _run.RunAsync("check");

        Assert.Equal(0, finished.ExitCode);
        if (expected.Length == 0)
        {
            Assert.Equal("", finished.Output);
        }
        else
        {
            Assert.StartsWith($".nvmrc:2:1: warning {expected}", finished.Output, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("npm ci && npm run build", "{ \"devDependencies\": { \"vite\": \"1\" } }", true)]
    [InlineData("npm ci --include=dev && npm run build", "{ \"devDependencies\": { \"vite\": \"1\" } }", false)]
    [InlineData("npm ci", "{ \"devDependencies\": {} }", false)]
    [InlineData("npm ci", "{ \"dependencies\": { \"express\": \"1\" } }", false)]
    public async Task Dependencies_that_the_build_will_miss_are_said(string build, string package, bool isSaid)
    {
        Write("railhead.yaml", $"app: shop\nbuild: {build}\nstart: node server.js\nenv: {{ NODE_ENV: production }}\n");
        Write("package.json", package);

        var finished = await _run.RunAsync("check");

        Assert.Equal(isSaid, finished.Output.Contains("railhead.yaml:4:18: warning RH1128", StringComparison.Ordinal));
    }

    void Write(string name, string text)
    {
        var path = Path.Combine(_run.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
