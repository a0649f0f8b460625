namespace Railhead.Local;

/// <summary>The words for components in JSON and on the command line.</summary>
public static class Components
{
    public static string Word(this Component component) =>
        component switch
        {
            Component.App => "app",
            Component.Nginx => "nginx",
            Component.LoadBalancer => "loadbalancer",
            Component.Database => "database",
            Component.Storage => "storage",
            Component.Platform => "platform",
            Component.Deployment => "deployment",
            _ => throw new ArgumentOutOfRangeException(nameof(component), component, "not a component"),
        };
}
