namespace Railhead.Local;

/// <summary>The processes of an environment that events are about.</summary>
public static class WatchedProcesses
{
    public static IEnumerable<WatchedProcess> OfTask(TaskObservation task)
    {
        if (task.App is { } app)
        {
            yield return Of(app, Component.App, $"the app of task {task.Row.Id}", task.Row.Id) with
            {
                Task = task,
            };
        }

        if (task.Nginx is { } nginx)
        {
            yield return Of(nginx, Component.Nginx, $"the nginx of task {task.Row.Id}", task.Row.Id);
        }
    }

    public static WatchedProcess OfPlatform(ServiceStatus status) =>
        status.Name switch
        {
            var name when name == LoadBalancerService.Name => Of(status, Component.LoadBalancer, "the load balancer", name),
            var name when name == DatabaseService.Name => Of(status, Component.Database, "the database", name),
            var name when name == StorageService.Name => Of(status, Component.Storage, "the object store", name) with
            {
                RestartsItself = true,
            },
            var name when name == ControlPlaneService.Name => Of(status, Component.Platform, "the control plane", name),
            var name => Of(status, Component.Platform, $"the process {name}", name),
        };

    /// <summary>The supervisor supervises all others; nobody counts its ends but the control plane.</summary>
    public static WatchedProcess Supervisor(int restarts) =>
        new()
        {
            Service = PlatformPart.Supervisor.Name(),
            Component = Component.Platform,
            Title = "the supervisor",
            Subject = PlatformPart.Supervisor.Name(),
            Restarts = restarts,
            Up = true,
            CrashLooping = false,
            ExitCode = null,
            Signal = null,
        };

    static WatchedProcess Of(ServiceStatus status, Component component, string title, string subject) =>
        new()
        {
            Service = status.Name,
            Component = component,
            Title = title,
            Subject = subject,
            Restarts = status.Restarts,
            Up = status.Up,
            CrashLooping = status.CrashLooping,
            ExitCode = status.ExitCode,
            Signal = status.Signal,
        };
}
