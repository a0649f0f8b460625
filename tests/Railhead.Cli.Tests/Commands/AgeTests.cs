namespace Railhead.Cli.Tests;

public class AgeTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("1.5h", 5400)]
    [InlineData("2d", 172800)]
    public void An_age_is_a_number_and_a_unit(string text, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), Age.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("10")]
    [InlineData("10w")]
    [InlineData("-1h")]
    [InlineData("99999999d")]
    public void Anything_else_is_refused(string text) => Assert.Equal("RH2003", Assert.Throws<UsageException>(() => Age.Parse(text)).Code);
}
