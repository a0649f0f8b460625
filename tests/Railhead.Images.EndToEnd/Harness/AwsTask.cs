using System.Text.Json.Nodes;

namespace Railhead.EndToEnd;

/// <summary>
/// A task as its definition says: containers in one network namespace, with their users, read-only roots, volumes, variables, commands,
/// checks and timeouts. They start and stop in the order of <c>dependsOn</c>.
/// </summary>
sealed class AwsTask
{
    readonly DockerApi _docker;
    readonly List<(string Name, string Id)> _containers = [];

    AwsTask(DockerApi docker, string app) => (_docker, App, Name) = (docker, app, $"{app}-{Guid.NewGuid().ToString("N")[..6]}");

    public string App { get; }

    public string Name { get; }

    public string Address { get; private set; } = "";

    public static async Task<AwsTask> StartAsync(DockerApi docker, AppBuild build)
    {
        var task = new AwsTask(docker, build.Name);
        var definition = build.TaskDefinition;
        var containers = definition["containerDefinitions"]!.AsArray().Select(container => container!.AsObject()).ToList();
        var pause = await docker.StartAsync(
            $"{task.Name}-pause",
            new()
            {
                ["Image"] = "debian",
                ["Cmd"] = new JsonArray("sleep", "infinity"),
                ["HostConfig"] = new JsonObject { ["Init"] = true, ["Sysctls"] = Sysctls(containers) },
            }
        );
        task.Address = (await docker.InspectAsync(pause)).GetProperty("NetworkSettings").GetProperty("IPAddress").GetString()!;
        // The definitions have two levels at most: nginx depends on the app.
        foreach (var container in containers.OrderBy(container => container["dependsOn"]?.AsArray().Count ?? 0))
        {
            var name = (string)container["name"]!;
            var memory = long.Parse((string)definition["memory"]!, System.Globalization.CultureInfo.InvariantCulture) << 20;
            task._containers.Add((name, await docker.StartAsync($"{task.Name}-{name}", Configuration(task, container, pause, memory))));
        }

        task._containers.Insert(0, ("pause", pause));
        return task;
    }

    /// <summary>Waits for the state that ECS would show for the container's health check.</summary>
    public Task BecomesHealthyAsync(string container) =>
        Eventually.IsAsync(
            async () =>
                (await _docker.InspectAsync(IdOf(container))).GetProperty("State").GetProperty("Health").GetProperty("Status").GetString(),
            status => status == "healthy",
            $"{Name}-{container} is healthy"
        );

    /// <summary>Stops one container after the other, the dependent one first.</summary>
    public async Task StopAsync()
    {
        foreach (var (_, id) in Enumerable.Reverse(_containers).SkipLast(1))
        {
            await _docker.StopAsync(id);
        }
    }

    public Task<string> LogsAsync(string container) => _docker.LogsAsync(IdOf(container));

    string IdOf(string container) => _containers.Single(entry => entry.Name == container).Id;

    static JsonObject Sysctls(IEnumerable<JsonObject> containers) =>
        new(
            from container in containers
            from control in container["systemControls"]?.AsArray() ?? []
            select KeyValuePair.Create((string)control!["namespace"]!, control["value"]?.DeepClone())
        );

    static JsonObject Configuration(AwsTask task, JsonObject container, string pause, long memory)
    {
        var mounts = container["mountPoints"]!
            .AsArray()
            .Select(mount =>
                (JsonNode)
                    new JsonObject
                    {
                        ["Type"] = "volume",
                        ["Source"] = $"{task.Name}-{mount!["sourceVolume"]}",
                        ["Target"] = mount["containerPath"]!.DeepClone(),
                        ["ReadOnly"] = mount["readOnly"]!.DeepClone(),
                    }
            );
        var variables = from variable in container["environment"]?.AsArray() ?? [] select $"{variable!["name"]}={variable["value"]}";
        var secrets = from secret in container["secrets"]?.AsArray() ?? [] select $"{secret!["name"]}={Secret((string)secret["name"]!)}";
        var configuration = new JsonObject
        {
            ["Image"] = container["image"]!.DeepClone(),
            ["User"] = container["user"]!.DeepClone(),
            ["Env"] = new JsonArray([.. variables.Concat(secrets).Select(line => JsonValue.Create(line))]),
            ["StopTimeout"] = container["stopTimeout"]!.DeepClone(),
            ["HostConfig"] = new JsonObject
            {
                ["NetworkMode"] = $"container:{pause}",
                ["ReadonlyRootfs"] = container["readonlyRootFilesystem"]!.DeepClone(),
                ["Init"] = (bool?)container["linuxParameters"]?["initProcessEnabled"] ?? false,
                ["Memory"] = memory,
                ["Mounts"] = new JsonArray([.. mounts]),
            },
        };
        if (container["entryPoint"] is { } entryPoint)
        {
            configuration["Entrypoint"] = entryPoint.DeepClone();
            configuration["Cmd"] = container["command"]!.DeepClone();
        }

        if (container["healthCheck"] is { } check)
        {
            configuration["Healthcheck"] = new JsonObject
            {
                ["Test"] = check["command"]!.DeepClone(),
                ["Interval"] = Nanoseconds(check["interval"]!),
                ["Timeout"] = Nanoseconds(check["timeout"]!),
                ["Retries"] = check["retries"]!.DeepClone(),
                ["StartPeriod"] = Nanoseconds(check["startPeriod"]!),
            };
        }

        return configuration;
    }

    static long Nanoseconds(JsonNode seconds) => (long)seconds * 1_000_000_000;

    static string Secret(string name) =>
        name switch
        {
            "LB_ENDPOINT" => "shop.example.com",
            "RDS_PORT" => "5432",
            _ => "played",
        };
}
