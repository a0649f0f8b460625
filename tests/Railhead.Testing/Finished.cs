namespace Railhead.Testing;

/// <summary>What a program did.</summary>
public sealed record Finished(string Command, int ExitCode, string Output, string Error, TimeSpan Took)
{
    /// <summary>Everything that it said, for the message of a failed test.</summary>
    public string Said =>
        $"{Command}\nexit code {ExitCode} after {Took.TotalSeconds:0.0} s\n--- stdout\n{Tail(Output)}\n--- stderr\n{Tail(Error)}";

    public Finished Succeeded()
    {
        Assert.True(ExitCode == 0, Said);
        return this;
    }

    public Finished FailedWith(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"Expected exit code {exitCode}.\n{Said}");
        return this;
    }

    static string Tail(string text) => text.Length > 6000 ? "…" + text[^6000..] : text;
}
