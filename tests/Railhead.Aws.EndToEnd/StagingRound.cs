using System.Text.Json;

namespace Railhead.EndToEnd;

/// <summary>
/// The life of a small environment of the staging tier that serves a release and is extended while it runs, against an emulator of its
/// own: <see cref="Round"/> runs meanwhile. <see cref="StagingRoundTests"/> has the assertions.
/// </summary>
public sealed class StagingRound : IAsyncLifetime
{
    internal const string Environment = "staging";

    internal static readonly IReadOnlyDictionary<string, string> Additions = new Dictionary<string, string>
    {
        ["domain"] = "domain: shop.example.com\n",
        ["zones"] = "zones: 3\n",
        ["waf"] = "waf: true\n",
    };

    const string Bucket = $"railhead-state-{Round.Region}-{Round.Account}",
        State = $"s3://{Bucket}/shop/{Environment}/terraform.tfstate";

    AwsMachine? _machine;

    /// <summary>After the first apply and a deployment.</summary>
    internal Finished Plan { get; private set; } = null!;

    /// <summary>Of each addition alone.</summary>
    internal IReadOnlyDictionary<string, Finished> Alone { get; private set; } = null!;

    /// <summary>The read replica and what it depends on. The emulator cannot hold a replica, so Terraform itself plans it.</summary>
    internal JsonElement ReplicaPlan { get; private set; }

    /// <summary>Of all additions.</summary>
    internal Finished Extension { get; private set; } = null!;
    internal Finished Extended { get; private set; } = null!;
    internal Finished PlanAfterExtension { get; private set; } = null!;

    /// <summary>Of taking the domain away again.</summary>
    internal Finished WithoutDomain { get; private set; } = null!;
    internal IReadOnlyList<JsonElement> Listeners { get; private set; } = [];
    internal JsonElement LoadBalancer { get; private set; }
    internal JsonElement Firewall { get; private set; }
    internal Leftovers Leftovers { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Emulator.Tools.Any(tool => RequiredTools.Find(tool) is null))
        {
            return;
        }

        _machine = await AwsMachine.StartAsync();
        // The other round bootstraps; here a bucket is enough.
        await _machine.AwsAsync(
            "s3api",
            "create-bucket",
            "--bucket",
            Bucket,
            "--create-bucket-configuration",
            $"LocationConstraint={Round.Region}"
        );
        await SynthAsync("");
        File.WriteAllText(Path.Combine(_machine.Infrastructure(Environment), "backend.hcl"), $"bucket = \"{Bucket}\"\n");
        await ApplyAsync();
        await PlayedDeployment.DeployAndScaleAsync(_machine, Environment);
        Plan = await PlanAsync();
        var alone = new Dictionary<string, Finished>();
        foreach (var (key, text) in Additions)
        {
            await SynthAsync(text);
            alone[key] = await PlanAsync();
        }

        Alone = alone;
        await SynthAsync("database: { replicas: 1 }\n");
        ReplicaPlan = await PlanReplicaAsync(_machine);
        await SynthAsync(string.Concat(Additions.Values));
        Extension = await PlanAsync();
        Extended = await ApplyAsync();
        PlanAfterExtension = await PlanAsync();
        await SynthAsync(string.Concat(Additions.Where(one => one.Key != "domain").Select(one => one.Value)));
        WithoutDomain = await PlanAsync();
        Listeners = await PlayedDeployment.ListenersAsync(_machine);
        LoadBalancer = (await _machine.AwsAsync("elbv2", "describe-load-balancers")).GetProperty("LoadBalancers")[0];
        var arn = LoadBalancer.GetProperty("LoadBalancerArn").GetString()!;
        Firewall = await _machine.AwsAsync("wafv2", "get-web-acl-for-resource", "--resource-arn", arn);
        (await _machine.RailheadAsync("destroy", "--env", Environment, "--yes")).Succeeded();
        Leftovers = await Leftovers.AskAsync(_machine);

        async Task SynthAsync(string more)
        {
            var blueprint = File.ReadAllText(SourceTree.PathOf("tests", "Railhead.Aws.Tests", "Data", "blueprints", "minimal.yaml"));
            File.WriteAllText(Path.Combine(_machine.Folder, "railhead.yaml"), $"{blueprint}region: {Round.Region}\n{more}");
            (await _machine.RailheadAsync("synth", "--env", Environment)).Succeeded();
        }

        async Task<Finished> PlanAsync() => (await _machine.RailheadAsync("plan", "--env", Environment, "--json")).Succeeded();

        async Task<Finished> ApplyAsync() => (await _machine.RailheadAsync("apply", "--env", Environment, "--yes")).Succeeded();
    }

    public async ValueTask DisposeAsync()
    {
        if (_machine is not null)
        {
            await _machine.DisposeAsync();
        }
    }

    /// <summary>Terraform's own plan for the state of the running environment.</summary>
    static async Task<JsonElement> PlanReplicaAsync(AwsMachine machine)
    {
        var copy = machine.Infrastructure(Environment) + "-replica";
        SourceTree.Copy(machine.Infrastructure(Environment), copy);
        File.WriteAllText(Path.Combine(copy, "local_override.tf"), "terraform {\n  backend \"local\" {}\n}\n");
        await machine.AwsTextAsync("s3", "cp", State, Path.Combine(copy, "terraform.tfstate"));
        (await machine.TerraformAsync(copy, "init", "-input=false", "-no-color")).Succeeded();
        string[] plan = ["plan", "-input=false", "-no-color", "-refresh=false", "-target=aws_db_instance.replica", "-out=plan"];
        (await machine.TerraformAsync(copy, plan)).Succeeded();
        var json = (await machine.TerraformAsync(copy, "show", "-json", "plan")).Succeeded().Output;
        Directory.Delete(copy, recursive: true);
        return Json.Read(json);
    }
}
