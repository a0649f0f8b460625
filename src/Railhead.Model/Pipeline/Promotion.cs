namespace Railhead.Model;

/// <summary>Where images come from that are deployed without a build. Same account, same region.</summary>
/// <param name="Environment">Its name.</param>
/// <param name="Pipeline">Its pipeline: each success starts this one.</param>
/// <param name="Rule">The rule in EventBridge that does it.</param>
/// <param name="Repositories">Its repositories by key, <c>app</c> and <c>nginx</c>.</param>
public sealed record Promotion(string Environment, string Pipeline, string Rule, IReadOnlyDictionary<string, string> Repositories)
{
    internal static Promotion? Of(Blueprint blueprint, Scope scope)
    {
        if (blueprint.Get(DeploymentKeys.From) is not { } from)
        {
            return null;
        }

        var source = scope with { Environment = from };
        return new(
            from,
            source.Base,
            scope.Name(RoleKeys.Promotion),
            ServicesCompiler.ImageKeys.ToDictionary(
                key => key,
                key => Naming.Repository(source.App, source.Environment, key),
                StringComparer.Ordinal
            )
        );
    }
}
