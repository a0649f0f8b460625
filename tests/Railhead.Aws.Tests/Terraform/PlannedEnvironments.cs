using System.Collections.Concurrent;

namespace Railhead.Aws.Tests;

/// <summary>The plans of the blueprints' environments, each made once for all tests: a plan takes Terraform twenty seconds.</summary>
static class PlannedEnvironments
{
    static readonly ConcurrentDictionary<(string Blueprint, string Environment), Lazy<Task<string>>> Plans = new();

    /// <summary>The plan of an environment in an empty account, as JSON.</summary>
    public static Task<string> OfAsync(string blueprint, string environment) =>
        Plans.GetOrAdd((blueprint, environment), key => new(() => PlanTool.OfAsync(Files(key.Blueprint, key.Environment)))).Value;

    static IReadOnlyList<SynthFile> Files(string blueprint, string environment)
    {
        var architecture = Blueprints.Architecture(blueprint, environment);
        return architecture.Pipeline.Engine == Model.DeploymentEngine.Ecs
            ? Version5.Of(blueprint, environment)
            : Synth.Environment(architecture);
    }
}
