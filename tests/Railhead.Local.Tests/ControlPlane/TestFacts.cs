namespace Railhead.Local.Tests;

/// <summary>An environment's facts on a test's machine.</summary>
static class TestFacts
{
    public static EnvironmentFacts Of(MachineFixture machine) => Of(machine.Layout, machine.Accounts, MachineFixture.Tools);

    public static EnvironmentFacts Of(Layout layout, Accounts accounts, Tools tools) =>
        new()
        {
            Layout = layout,
            Record = new EnvironmentRecord
            {
                App = layout.App,
                Environment = layout.Environment,
                Folder = "/nowhere",
                Prefix = "",
                PortBase = 20000,
                HttpAddress = "127.0.0.1",
                HttpPort = 8080,
                PostgresVersion = 0,
                Run = layout.Run,
                SearchPath = tools.SearchPath,
                MachineSettings = new Dictionary<string, string>(),
            },
            Accounts = accounts,
            Tools = tools,
            Program = "/nowhere/railhead",
        };

    public static SecretStore Secrets(MachineFixture machine) =>
        new(machine.Layout, new MasterKey(Path.Combine(machine.Layout.Home, "config", "master.key")), TimeProvider.System);
}
