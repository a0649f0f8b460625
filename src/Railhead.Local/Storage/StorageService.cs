namespace Railhead.Local;

/// <summary>The object store with the credentials of roles as a supervised process.</summary>
public static class StorageService
{
    public const string Name = "storage";

    /// <param name="layout">The environment.</param>
    /// <param name="accounts">It runs as the platform's user.</param>
    /// <param name="railhead">Program and first arguments that run Railhead itself, such as <c>["/…/railhead"]</c>.</param>
    public static ServiceDefinition Definition(Layout layout, Accounts accounts, IReadOnlyList<string> railhead) =>
        new(Name, [.. railhead, "aws-endpoint", "--config", AwsEndpointConfiguration.FileOf(layout)])
        {
            RunAs = accounts.Platform,
            WorkingDirectory = layout.Storage,
            Environment = AwsEndpoint.Environment,
            Umask = "077",
        };
}
