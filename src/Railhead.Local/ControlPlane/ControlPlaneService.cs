namespace Railhead.Local;

/// <summary>The control plane as a supervised process.</summary>
public static class ControlPlaneService
{
    public static string Name => PlatformPart.ControlPlane.Name();

    /// <param name="layout">The environment.</param>
    /// <param name="program">The installed <c>railhead</c>.</param>
    public static ServiceDefinition Definition(Layout layout, string program) =>
        new(Name, [program, "daemon", "--home", layout.Home, "--app", layout.App, "--env", layout.Environment])
        {
            WorkingDirectory = layout.Root,
            Environment = RuntimeSettings.ForServices(AwsEndpoint.Environment),
        };
}
