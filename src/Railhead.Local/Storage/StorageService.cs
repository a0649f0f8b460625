namespace Railhead.Local;

/// <summary>The object store with the credentials of roles as a supervised process.</summary>
public static class StorageService
{
    public static string Name => PlatformPart.Storage.Name();

    /// <param name="layout">The environment.</param>
    /// <param name="accounts">It runs as the platform's user.</param>
    /// <param name="railhead">Program and first arguments that run Railhead itself, such as <c>["/…/railhead"]</c>.</param>
    /// <param name="port">
    /// Its port; the holders of sockets keep the listener, so that apps wait for a killed one instead of being refused.
    /// </param>
    public static ServiceDefinition Definition(Layout layout, Accounts accounts, IReadOnlyList<string> railhead, int port)
    {
        const int descriptor = 3;
        var endpoint = new ServiceDefinition(
            Name,
            [.. railhead, "aws-endpoint", "--config", AwsEndpointConfiguration.FileOf(layout), "--listener", $"{descriptor}"]
        )
        {
            RunAs = accounts.Platform,
            WorkingDirectory = layout.Storage,
            Environment = AwsEndpoint.Environment,
            Umask = "077",
        };
        var listener = new Listener("127.0.0.1", port, descriptor);
        return SocketsService.Listening(layout, [.. railhead, "bind"], [listener], reserves: [], accounts, endpoint);
    }
}
