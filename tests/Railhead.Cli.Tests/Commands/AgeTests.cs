using System.Globalization;

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
    [InlineData("1h", "2026-11-24T11:00:00Z")]
    [InlineData("2026-11-24T10:30:00Z", "2026-11-24T10:30:00Z")]
    [InlineData("2026-11-24T10:30:00.250+01:00", "2026-11-24T09:30:00.250Z")]
    [InlineData("2026-11-24T10:30", "2026-11-24T10:30:00Z")]
    [InlineData("2026-11-24", "2026-11-24T00:00:00Z")]
    public void Since_takes_an_age_or_a_time(string text, string expected) =>
        Assert.Equal(
            DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture),
            Age.Since(text, new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero))
        );

    [Theory]
    [InlineData("24.11.2026")]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("10")]
    [InlineData("10w")]
    [InlineData("-1h")]
    [InlineData("99999999d")]
    public void Anything_else_is_refused(string text) =>
        Assert.Equal("RH2003", Assert.Throws<UsageException>(() => Age.Since(text, DateTimeOffset.UnixEpoch)).Code);
}
