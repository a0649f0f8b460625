using Railhead.Model;

namespace Railhead.Local.Tests;

public sealed class ToolsTests
{
    [Fact]
    public void The_engines_of_this_machine_are_found_with_their_versions()
    {
        var tools = MachineFixture.Tools;
        Assert.Null(tools.Problem);
        Assert.Matches(@"^\d+\.\d+", tools.HAProxy.Version);
        Assert.Matches(@"^\d+\.\d+", tools.Nginx.Version);
        Assert.Matches(@"^\d+\.\d+", tools.Git.Version);
        Assert.Matches(@"^\d+\.\d+", tools.S6Version);
        var postgres = tools.Postgres[0];
        Assert.StartsWith($"{postgres.Major}.", postgres.Version, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(postgres.Bin, "initdb")));
    }

    [Fact]
    public void Programs_in_usr_sbin_are_found_although_the_PATH_lacks_it() =>
        Assert.Contains("/usr/sbin", MachineFixture.Tools.SearchPath.Split(':'));

    [Fact]
    public void What_is_missing_is_named_with_its_package_and_the_command_that_installs_it()
    {
        var tools = Tools.Find("/nonexistent", "/nonexistent");
        Assert.Contains("haproxy (package haproxy)", tools.Problem, StringComparison.Ordinal);
        Assert.Contains("postgres (package postgresql)", tools.Problem, StringComparison.Ordinal);
        Assert.Matches("apt-get install .*git haproxy nginx-light postgresql s6 tar", tools.Problem);
        var error = Assert.Throws<RailheadException>(() => tools.HAProxy);
        Assert.Contains("apt-get install", error.Message, StringComparison.Ordinal);
    }
}
