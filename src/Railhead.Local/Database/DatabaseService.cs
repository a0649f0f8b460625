namespace Railhead.Local;

/// <summary>PostgreSQL as a supervised process.</summary>
public static class DatabaseService
{
    public static string Name => PlatformPart.Database.Name();

    public static ServiceDefinition Definition(Cluster cluster)
    {
        var command = cluster.ServerCommand();
        return new ServiceDefinition(Name, [command.Program, .. command.Arguments])
        {
            RunAs = cluster.Accounts.Database,
            WorkingDirectory = cluster.Data,
            Environment = new Dictionary<string, string> { ["LANG"] = "C.UTF-8", ["TZ"] = "UTC" },
            Umask = "077",
            // The fast stop: clients are cut off, everything is written out.
            StopSignal = "INT",
            StopTimeout = TimeSpan.FromSeconds(60),
            LeftoverTimeout = TimeSpan.FromSeconds(5),
        };
    }
}
