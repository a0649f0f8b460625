namespace Railhead.Local.Tests;

/// <summary>An environment's facts on a test's machine.</summary>
static class TestFacts
{
    public static EnvironmentFacts Of(MachineFixture machine) =>
        new()
        {
            Layout = machine.Layout,
            Record = new EnvironmentRecord
            {
                App = machine.Layout.App,
                Environment = machine.Layout.Environment,
                Folder = "/nowhere",
                Prefix = "",
                PortBase = 20000,
                HttpAddress = "127.0.0.1",
                HttpPort = 8080,
                PostgresVersion = 0,
                Run = machine.Layout.Run,
                SearchPath = MachineFixture.Tools.SearchPath,
                MachineSettings = new Dictionary<string, string>(),
            },
            Accounts = machine.Accounts,
            Tools = MachineFixture.Tools,
            Program = "/nowhere/railhead",
        };

    public static SecretStore Secrets(MachineFixture machine) =>
        new(machine.Layout, new MasterKey(Path.Combine(machine.Layout.Home, "config", "master.key")), TimeProvider.System);
}
