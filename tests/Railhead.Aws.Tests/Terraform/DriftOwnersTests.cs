using System.Text.Json;

namespace Railhead.Aws.Tests;

/// <summary>
/// CodeDeploy moves the service's network and groups. Where ECS itself deploys, only the pipeline's revision changes.
/// </summary>
public sealed class DriftOwnersTests
{
    [Theory]
    [InlineData("CODE_DEPLOY", "network_configuration", "CodeDeploy")]
    [InlineData("CODE_DEPLOY", "load_balancer", "CodeDeploy")]
    [InlineData("ECS", "task_definition", "the pipeline")]
    [InlineData("ECS", "network_configuration", "Terraform")]
    [InlineData("ECS", "load_balancer", "Terraform")]
    [InlineData("ECS", "capacity_provider_strategy", "Terraform")]
    [InlineData("ECS", "desired_count", "auto scaling")]
    public void The_engine_decides_who_owns_the_service(string engine, string attribute, string owner)
    {
        using var service = JsonDocument.Parse($$"""{"deployment_controller": [{"type": "{{engine}}"}]}""");
        Assert.Equal(owner, DriftOwners.Of("aws_ecs_service", attribute, service.RootElement, service.RootElement, hasSchedules: false));
    }

    /// <summary>Terraform ignores what others own; drift must ignore it too.</summary>
    [Theory]
    [MemberData(nameof(Blueprints.All), MemberType = typeof(Blueprints))]
    [MemberData(nameof(Blueprints.Native), MemberType = typeof(Blueprints))]
    public void Every_ignored_attribute_has_an_owner(string blueprint, string environment)
    {
        const string forward = """{"default_action": [{"type": "forward"}], "action": [{"type": "forward"}], "engine_version": "17"}""";
        var values = JsonDocument.Parse(forward).RootElement;
        var ignored = Synth
            .Environment(Blueprints.Architecture(blueprint, environment))
            .Concat(Synth.Account("eu-west-1"))
            .Where(file => file.Path.EndsWith(".tf", StringComparison.Ordinal))
            .SelectMany(file =>
                HclBlocks.Resources(file.Text).SelectMany(address => HclBlocks.Ignored(file.Text, address).Select(name => (address, name)))
            )
            .ToList();
        Assert.True(ignored.Count > 5, $"only {ignored.Count} were found");
        Assert.DoesNotContain(
            ignored,
            entry => DriftOwners.Of(entry.address.Split('.')[0], entry.name, values, values, hasSchedules: true) == "Terraform"
        );
    }
}
