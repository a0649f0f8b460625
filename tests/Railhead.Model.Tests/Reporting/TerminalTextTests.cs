using System.Text.Json;

namespace Railhead.Model.Tests;

public class TerminalTextTests
{
    static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Theory]
    [InlineData("plain text, äöü, 日本語, 👩‍🚀\tand\nlines", "plain text, äöü, 日本語, 👩‍🚀\tand\nlines")]
    [InlineData("\e[31mred\e[0m and \e[38;2;1;2;3mmore\e[m", "red and more")]
    [InlineData("\a", "\\u0007")]
    [InlineData("\e]0;title\a", "\\u001b]0;title\\u0007")]
    [InlineData("\e[2J\e[1;1H", "\\u001b[2J\\u001b[1;1H")]
    [InlineData("\e]8;;http://evil\e\\link", "\\u001b]8;;http://evil\\u001b\\link")]
    [InlineData("10 %\r100 %", "10 %\\u000d100 %")]
    [InlineData("windows\r\nlines\r\n", "windows\nlines\n")]
    [InlineData("\u009b31m\u0090", "\\u009b31m\\u0090")]
    [InlineData("\u202egnp.exe\u2066", "\\u202egnp.exe\\u2066")]
    [InlineData("a\u2028b\u0085c", "a\\u2028b\\u0085c")]
    [InlineData("back\b\u007f\0", "back\\u0008\\u007f\\u0000")]
    [InlineData("\e", "\\u001b")]
    [InlineData("\e[", "\\u001b[")]
    [InlineData("\e[31", "\\u001b[31")]
    [InlineData("\e[\e[31mm", "\\u001b[m")]
    public void Colors_are_left_out_and_what_a_terminal_obeys_is_shown(string text, string shown)
    {
        Assert.Equal(shown, TerminalText.Harmless(text));
        Assert.Equal(shown, TerminalText.Harmless(shown));
    }

    [Fact]
    public void One_line_stays_one_line() => Assert.Equal("evil\\u000arailhead: fine", TerminalText.OneLine("evil\nrailhead: fine\r\n"));

    /// <summary>A document of JSON has no raw control characters, but may have others that a terminal obeys.</summary>
    [Fact]
    public void Json_means_the_same_before_and_after()
    {
        const string text = "\e[31m \u202e \u0085 \u2028 \r\n \\";
        var json = JsonSerializer.Serialize(text, Relaxed);
        Assert.Equal(text, JsonSerializer.Deserialize<string>(TerminalText.Harmless(json)));
    }
}
