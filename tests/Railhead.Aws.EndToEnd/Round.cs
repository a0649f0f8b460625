using System.Text.Json;

namespace Railhead.EndToEnd;

/// <summary>
/// The whole life of the blueprint with every feature in production, with the commands that a person types, against the emulator. It
/// happens once, because each step takes long; <see cref="RoundTests"/> has the assertions.
/// </summary>
public sealed class Round : IAsyncLifetime
{
    internal const string Environment = "production",
        Account = "123456789012",
        Region = "eu-central-1";

    AwsMachine? _machine;

    internal AwsMachine Machine => _machine ?? throw new InvalidOperationException("the round did not begin");
    internal Finished Bootstrap { get; private set; } = null!;
    internal Finished BootstrapAgain { get; private set; } = null!;
    internal JsonElement FullPlan { get; private set; }
    internal Finished Interrupted { get; private set; } = null!;
    internal Finished Locked { get; private set; } = null!;
    internal Finished Apply { get; private set; } = null!;

    /// <summary>After the apply, a deployment and scaling: none of the three leaves Terraform anything to do.</summary>
    internal Finished Plan { get; private set; } = null!;

    /// <summary>The HTTPS listener that an apply created while the green target group served.</summary>
    internal JsonElement NewListener { get; private set; }
    internal Finished Policy { get; private set; } = null!;
    internal Finished Outputs { get; private set; } = null!;
    internal string State { get; private set; } = "";
    internal IReadOnlyList<string> Secrets { get; private set; } = [];
    internal Witness Witness { get; private set; } = null!;
    internal Finished RefusedDestroy { get; private set; } = null!;
    internal Finished Destroy { get; private set; } = null!;
    internal Leftovers Leftovers { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        if (Emulator.Tools.Any(tool => RequiredTools.Find(tool) is null))
        {
            return;
        }

        _machine = await AwsMachine.StartAsync();
        File.Copy(
            Path.Combine(SourceTree.Root, "tests/Railhead.Aws.Tests/Data/blueprints/everything.yaml"),
            Path.Combine(_machine.Folder, "railhead.yaml")
        );
        (await _machine.RailheadAsync("synth", "--env", Environment)).Succeeded();
        // The provider spends most of the first bootstrap waiting for the bucket's lifecycle rules.
        var fullPlan = PlanEverythingAsync(_machine);
        Bootstrap = (await _machine.RailheadAsync("bootstrap", "--env", Environment, "--yes")).Succeeded();
        FullPlan = await fullPlan;
        await File.WriteAllTextAsync(Path.Combine(_machine.Folder, "full.json"), FullPlan.GetRawText());
        Policy = await _machine.RailheadAsync("check", "--aws", "full.json", "--env", Environment, "--json");
        File.Delete(Path.Combine(_machine.Folder, "full.json"));
        // A state of its own: the environment's commands can run meanwhile.
        var bootstrapAgain = _machine.RailheadAsync("bootstrap", "--env", Environment);
        Interrupted = await InterruptAsync(_machine);
        (Apply, Locked) = await ApplyWithRivalAsync(_machine);
        Apply.Succeeded();
        BootstrapAgain = (await bootstrapAgain).Succeeded();
        var outputs = _machine.RailheadAsync("outputs", "--env", Environment, "--json");
        var state = StateAsync(_machine);
        var secrets = SecretValuesAsync(_machine);
        Witness = await Witness.AskAsync(_machine);
        Outputs = (await outputs).Succeeded();
        State = await state;
        Secrets = await secrets;
        await PlayedDeployment.DeployAndScaleAsync(_machine, Environment);
        Plan = (await _machine.RailheadAsync("plan", "--env", Environment, "--json")).Succeeded();
        NewListener = await PlayedDeployment.ListenAgainAsync(_machine);
        RefusedDestroy = await _machine.RailheadAsync("destroy", "--env", Environment, "--yes");
        Destroy = (await _machine.RailheadAsync("destroy", "--env", Environment, "--production", "--yes")).Succeeded();
        Leftovers = await Leftovers.AskAsync(_machine);
    }

    public async ValueTask DisposeAsync()
    {
        if (_machine is not null)
        {
            await _machine.DisposeAsync();
        }
    }

    /// <summary>The folder as it is, with nothing left out: what the emulator cannot hold is judged by its plan.</summary>
    internal static async Task<JsonElement> PlanEverythingAsync(AwsMachine machine)
    {
        var copy = machine.Infrastructure(Environment) + "-whole";
        SourceTree.Copy(machine.Infrastructure(Environment), copy);
        File.WriteAllText(
            Path.Combine(copy, "whole_override.tf"),
            """
            terraform {
              backend "local" {}
            }

            provider "aws" {
              s3_use_path_style = true
            }

            provider "aws" {
              alias             = "copy"
              s3_use_path_style = true
            }
            """
        );
        var zone = (await machine.AwsAsync("route53", "create-hosted-zone", "--name", "example.com", "--caller-reference", "1"))
            .GetProperty("HostedZone")
            .GetProperty("Id")
            .GetString()!;
        (await machine.TerraformAsync(copy, "init", "-input=false", "-no-color")).Succeeded();
        (await machine.TerraformAsync(copy, "plan", "-input=false", "-no-color", "-out=plan")).Succeeded();
        var json = (await machine.TerraformAsync(copy, "show", "-json", "plan")).Succeeded().Output;
        await machine.AwsAsync("route53", "delete-hosted-zone", "--id", zone);
        Directory.Delete(copy, recursive: true);
        return JsonDocument.Parse(json).RootElement;
    }

    /// <summary>
    /// Ctrl-C while it plans. Later would show as much, but Terraform cancels the calls that are under way, and what they made is then not
    /// in
    /// the state (docs/aws/README.md): no test could say which.
    /// </summary>
    static async Task<Finished> InterruptAsync(AwsMachine machine)
    {
        await using var running = machine.Start("apply", "--env", Environment, "--yes");
        await WaitForAsync(running, "Planning");
        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{running.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        return await running.EndAsync(AwsMachine.Limit);
    }

    /// <summary>While one applies, a second one tries.</summary>
    static async Task<(Finished First, Finished Second)> ApplyWithRivalAsync(AwsMachine machine)
    {
        await using var first = machine.Start("apply", "--env", Environment, "--yes");
        await WaitForAsync(first, "✓");
        var second = await machine.RailheadAsync("apply", "--env", Environment, "--yes");
        return (await first.EndAsync(AwsMachine.Limit), second);
    }

    static Task<string> StateAsync(AwsMachine machine) =>
        machine.AwsTextAsync("s3", "cp", $"s3://railhead-state-{Region}-{Account}/shop/{Environment}/terraform.tfstate", "-");

    static async Task<IReadOnlyList<string>> SecretValuesAsync(AwsMachine machine)
    {
        var values = new List<string>();
        foreach (var name in (string[])["database", "database-admin"])
        {
            var secret = await machine.AwsAsync("secretsmanager", "get-secret-value", "--secret-id", $"shop/{Environment}/{name}");
            using var value = JsonDocument.Parse(secret.GetProperty("SecretString").GetString()!);
            values.Add(value.RootElement.GetProperty("password").GetString()!);
        }

        return values;
    }

    static async Task WaitForAsync(Running running, string text)
    {
        using var deadline = new CancellationTokenSource(AwsMachine.Limit);
        while (!running.Error.Contains(text, StringComparison.Ordinal))
        {
            Assert.False(running.HasExited, running.Error);
            await Task.Delay(50, deadline.Token);
        }
    }
}
