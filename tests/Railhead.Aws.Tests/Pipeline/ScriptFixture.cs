using System.Diagnostics;

namespace Railhead.Aws.Tests;

/// <summary>Runs a script of the pipeline with stand-ins for the AWS CLI and Docker, which write down how they were called.</summary>
sealed class ScriptFixture : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("railhead-script-").FullName;
    readonly SynthFile _script;

    public ScriptFixture(SynthFile script)
    {
        _script = script;
        RequiredTools.Need("bash", "jq");
        Directory.CreateDirectory(Path.Combine(_folder, "bin"));
        Write("app/infrastructure/staging/" + script.Path, script.Text);
        // An answer is a shell fragment in a file of the command's first two words; none: success without a word.
        foreach (var tool in (string[])["aws", "docker"])
        {
            Write(
                $"bin/{tool}",
                $"""
                #!/bin/bash
                printf '%s\n' "{tool} $*" >>"{_folder}/calls"
                calls="{_folder}/calls"
                answer="{_folder}/answers/{tool}-$1-$2"
                [ ! -f "$answer" ] || . "$answer"
                """
            );
        }
    }

    public Dictionary<string, string> Variables { get; } = [];

    public string Calls => File.Exists(Path.Combine(_folder, "calls")) ? File.ReadAllText(Path.Combine(_folder, "calls")) : "";

    public string Output(string file) => File.ReadAllText(Path.Combine(_folder, "build-output", file));

    public string PathOf(string path) => Path.Combine(_folder, path);

    public void Answer(string command, string shell) => Write($"answers/{command}", shell);

    /// <summary>Exit code, and what people read.</summary>
    public (int Code, string Words) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(_folder, "app/infrastructure/staging", _script.Path), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        start.Environment["CODEBUILD_SRC_DIR"] = _folder;
        start.Environment["POLL_SECONDS"] = "0";
        start.Environment["PATH"] = $"{_folder}/bin:{start.Environment["PATH"]}";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var words = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, words + output.Result);
    }

    public void Write(string path, string text)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        File.SetUnixFileMode(full, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
