namespace Railhead.Local.Tests;

public sealed class UnitTextTests
{
    [Theory]
    [InlineData("/var/lib/railhead", "/var/lib/railhead")]
    [InlineData("/srv/a b", "\"/srv/a b\"")]
    [InlineData("/srv/100%", "/srv/100%%")]
    [InlineData("/srv/%h b", "\"/srv/%%h b\"")]
    [InlineData("/srv/say\"hi\"", "\"/srv/say\\\"hi\\\"\"")]
    [InlineData("/srv/it's", "\"/srv/it's\"")]
    [InlineData("/srv/back\\slash", "\"/srv/back\\\\slash\"")]
    [InlineData("/srv/$HOME", "/srv/$HOME")]
    [InlineData("/srv/#;", "\"/srv/#;\"")]
    [InlineData("/srv/grün", "\"/srv/grün\"")]
    public void A_value_stands_for_itself(string value, string expected) => Assert.Equal(expected, UnitText.Word(value));

    [Theory]
    [InlineData("/opt/railhead up", "/opt/railhead", "up")]
    [InlineData("\"/opt/my apps/railhead\" up", "/opt/my apps/railhead", "up")]
    [InlineData("/opt/100%%/$x/railhead up", "/opt/100%/$x/railhead", "up")]
    [InlineData("/usr/bin/dotnet /opt/$$x/railhead.dll", "/usr/bin/dotnet", "/opt/$x/railhead.dll")]
    // systemd refuses a program with a quote or a backslash in its path.
    [InlineData("/bin/sh -c \"exec \\\"$$@\\\"\" sh \"/opt/it's/railhead\" up", "/opt/it's/railhead", "up")]
    public void A_command_line_runs_exactly_these_words(string expected, params string[] command) =>
        Assert.Equal(expected, UnitText.Command(command));
}
