namespace Railhead.Aws.Tests;

/// <summary>Plays the AWS CLI: it writes down each call and gives the answers of a test.</summary>
sealed class StandInAws : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public StandInAws()
    {
        RequiredTools.Need("bash");
        // An answer is a shell fragment in a file of service and operation; n counts the calls of it from 1.
        Write(
            "aws",
            $"""
            #!/bin/bash
            shift 4
            printf '%s\n' "$*" >>"{_folder.Path}/calls"
            n=$(grep -c "^$1 $2 " "{_folder.Path}/calls")
            . "{_folder.Path}/$1-$2"
            """
        );
    }

    public AwsCli Cli => AwsCli.Find(_folder.Path, "eu-west-1");

    /// <summary>A PATH whose only <c>aws</c> is this one.</summary>
    public string SearchPath => _folder.Path;

    public IReadOnlyList<string> Calls =>
        File.Exists(Path.Combine(_folder.Path, "calls")) ? File.ReadAllLines(Path.Combine(_folder.Path, "calls")) : [];

    public StandInAws Answers(string call, string shell)
    {
        Write(call, shell);
        return this;
    }

    /// <summary>Answers with an error of AWS.</summary>
    public StandInAws Fails(string call, string code) =>
        Answers(call, $"echo 'An error occurred ({code}) when calling the operation: no' >&2; exit 254");

    void Write(string name, string text)
    {
        var path = Path.Combine(_folder.Path, name);
        File.WriteAllText(path, text);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => _folder.Dispose();
}
