using System.Collections.Concurrent;

namespace Railhead.EndToEnd;

/// <summary>One life of a service: images are built, and each app replaces the one before it while clients send requests.</summary>
public sealed class Round : IAsyncLifetime
{
    const int RequestsAtAWeight = 200;

    static readonly string[] Apps = ["dotnet", "ruby", "node", "python"];

    /// <summary>How long the load balancer still sends requests to a task that ECS already stops.</summary>
    static readonly TimeSpan Propagation = TimeSpan.FromSeconds(3);

    readonly TemporaryFolder _folder = new();
    DockerHost? _host;

    internal bool IsPossible { get; private set; }

    internal ConcurrentDictionary<string, AppBuild> Builds { get; } = new();

    /// <summary>What <c>build.sh</c> said about a commit that it has built before.</summary>
    internal Finished BuiltAgain { get; private set; } = null!;

    internal IReadOnlyList<PhaseCount> Phases { get; private set; } = [];

    /// <summary>Signals to containers, and how they ended, oldest first.</summary>
    internal IReadOnlyList<string> Events { get; private set; } = [];

    /// <summary>nginx's answer, with its headers, to a request for a static file.</summary>
    internal string StaticFile { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        IsPossible = DockerHost.Tools.All(tool => RequiredTools.Find(tool) is not null) && await DockerHost.IsPossibleAsync();
        if (!IsPossible)
        {
            return;
        }

        _host = await DockerHost.StartAsync(_folder.Path);
        await BaseImages.MakeAsync(_host);
        // The first two apps serve while the others are built.
        var building = Parallel.ForEachAsync(
            Apps,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (app, _) => Builds[app] = await AppBuild.MakeAsync(_host, app)
        );
        var serving = ServeAsync(_host, building);
        await Task.WhenAll(building, serving);
        BuiltAgain = await Builds["node"].BuildAgainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _folder.Dispose();
    }

    async Task ServeAsync(DockerHost host, Task building)
    {
        var began = TimeProvider.System.GetUtcNow();
        var balancer = new LoadBalancer(host.Folder);
        var (old, oldTarget) = await StartAsync(host, balancer, await BuiltAsync(Apps[0], building));
        await balancer.WeighAsync(oldTarget, 100);
        await BuiltAsync(Apps[1], building);
        await using var traffic = new Traffic(balancer.Socket, $"start of {Apps[1]}", [.. Apps.Select(AppBuild.RevisionOf)]);
        foreach (var app in Apps.Skip(1).Append(Apps[0]))
        {
            var build = await BuiltAsync(app, building);
            traffic.Enter($"start of {app}");
            var (task, target) = await StartAsync(host, balancer, build);
            if (app == "node")
            {
                StaticFile = (await host.RunAsync("curl", "--silent", "--include", $"http://{task.Address}/built.js")).Output;
            }

            traffic.Enter($"shift to {app}");
            foreach (var weight in (int[])[10, 50, 100])
            {
                await balancer.WeighAsync(target, weight);
                await traffic.SendsAsync(RequestsAtAWeight);
            }

            // As ECS does when it scales in: the stop signal comes with the deregistration, and the load balancer knows some seconds later.
            traffic.Enter($"stop of {old.App}");
            var stopping = old.StopAsync();
            await Task.Delay(Propagation);
            await balancer.DeregisterAsync(oldTarget);
            await stopping;
            await task.BecomesHealthyAsync("nginx");
            (old, oldTarget) = (task, target);
        }

        await traffic.EndAsync();
        Phases = [.. traffic.Phases];
        Events = await host.Api.EventsAsync(began);
    }

    async Task<AppBuild> BuiltAsync(string app, Task building)
    {
        await Eventually.TrueAsync(() => Builds.ContainsKey(app) || building.IsCompleted, $"{app} is built", 600);
        return Builds.TryGetValue(app, out var build) ? build : throw new InvalidOperationException($"{app} was not built.");
    }

    static async Task<(AwsTask Task, string Target)> StartAsync(DockerHost host, LoadBalancer balancer, AppBuild build)
    {
        var task = await AwsTask.StartAsync(host.Api, build);
        try
        {
            return (task, await balancer.RegisterAsync(task.Address));
        }
        catch
        {
            Assert.Fail($"{build.Name} does not serve:\n{await task.LogsAsync("app")}\n{await task.LogsAsync("nginx")}");
            throw;
        }
    }
}
