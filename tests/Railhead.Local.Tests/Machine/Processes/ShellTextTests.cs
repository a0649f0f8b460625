namespace Railhead.Local.Tests;

public sealed class ShellTextTests
{
    [Fact]
    public async Task A_shell_reads_back_exactly_what_was_quoted()
    {
        string[] values =
        [
            "",
            "plain",
            "two words",
            "it's",
            "$HOME `id` $(id) \\ \"",
            "a\nb\n",
            "-n",
            "*",
            "~",
            "A=b",
            "ü €",
            "; rm -rf /",
            "#",
            "!",
        ];
        var script = $"printf '%s\\0' {ShellText.Line(values)}";
        var result = await new Command("/bin/sh", "-c", script).RunAsync(cancellation: MachineFixture.Cancellation);
        Assert.Equal(string.Concat(values.Select(v => v + "\0")) + "\n", result.Output);
    }

    [Fact]
    public void A_name_that_a_shell_would_read_as_something_else_is_refused() =>
        Assert.Throws<ArgumentException>(() => ShellText.Exports([new("A; rm -rf /", "x")]));
}
