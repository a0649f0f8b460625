using System.Text.RegularExpressions;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>names-fit</c>.</summary>
static class NamesFit
{
    public static PolicyRule Rule { get; } =
        new("RH6100", "names-fit", PolicyArea.Names, Severity.Error)
        {
            Reason = "AWS refuses the name, and the apply stops in the middle.",
            Fix = "Shorten the name, or remove the character.",
            Source = "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
            Find = plan =>
                from one in plan.Names.All
                where one.Name is not null
                let fault = Fault(one.Type, one.Name)
                where fault is not null
                select one.Resource.Says(fault),
        };

    static string? Fault(NamedType type, string name) =>
        name.Length > type.Longest ? $"the name \"{name}\" has {name.Length} characters, and AWS accepts {type.Longest}"
        : !Regex.IsMatch(name, $"^(?:{type.Form})$", RegexOptions.CultureInvariant) ? $"AWS does not accept the name \"{name}\""
        : null;
}
