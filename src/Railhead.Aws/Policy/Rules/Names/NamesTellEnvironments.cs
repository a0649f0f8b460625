using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>names-tell-environments</c>.</summary>
static class NamesTellEnvironments
{
    public static PolicyRule Rule { get; } =
        new("RH6102", "names-tell-environments", PolicyArea.Names, Severity.Warning)
        {
            Reason = "A second environment in the same account makes the same name, and AWS refuses it.",
            Fix = "Put the app and the environment into the name, as the other names have them.",
            Source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
            Find = plan =>
                plan.Names.Mark.Count == 0
                    ? []
                    : plan
                        .Names.All.Where(one => one.Name is { } name && one.Type.Scope != NameScope.Part && !plan.Names.HasMark(name))
                        .Select(one => one.Resource.Says($"the name \"{one.Name}\" lacks \"{string.Join('-', plan.Names.Mark)}\"")),
        };
}
