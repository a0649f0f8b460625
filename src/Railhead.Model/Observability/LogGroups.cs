namespace Railhead.Model;

/// <summary>The components that write logs.</summary>
public static class LogGroups
{
    public const string App = "app";
    public const string Nginx = "nginx";
    public const string Release = "release";
    public const string Build = "build";
    public const string FlowLogs = "flow-logs";
    public const string Database = "database";
    public const string Insights = "insights";
    public const string DatabaseRole = "database-role";
    public const string Rotation = "rotation";

    public const string Events = "events";
    public const string Firewall = "firewall";

    internal static string Name(Scope scope, string key) => $"/railhead/{scope.Path(key)}";

    /// <summary>EventBridge writes to groups with this prefix.</summary>
    internal static string EventsName(Scope scope) => $"/aws/events/{scope.Path("tasks")}";
}
