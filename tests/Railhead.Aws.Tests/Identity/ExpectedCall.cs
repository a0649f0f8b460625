namespace Railhead.Aws.Tests;

/// <summary>A call that an actor's work makes.</summary>
/// <param name="Endpoints">The services whose VPC endpoints it passes, if they exist.</param>
/// <param name="IsEndpointOnly">The call is AWS's own: only the endpoint's policy decides.</param>
sealed record ExpectedCall(CallRow Row, IamCall Call, IReadOnlyList<string> Endpoints, bool IsEndpointOnly)
{
    /// <summary>The same call with values of another account, or of nobody, for those keys that it has; null: it has none.</summary>
    public ExpectedCall? WithForeign(params IReadOnlyList<string> keys)
    {
        var known = Call.Context.Keys.Where(key => keys.Contains(key, StringComparer.OrdinalIgnoreCase)).ToList();
        if (known.Count == 0)
        {
            return null;
        }

        var context = Call.Context.ToDictionary(
            pair => pair.Key,
            pair => known.Contains(pair.Key) ? [.. pair.Value.Select(Foreign)] : pair.Value
        );
        return this with { Call = Call with { Context = context } };
    }

    static string Foreign(string value) =>
        value switch
        {
            "true" => "false",
            "false" => "true",
            _ when value.Contains(EmittedPolicies.Account, StringComparison.Ordinal) => value.Replace(
                EmittedPolicies.Account,
                "999988887777",
                StringComparison.Ordinal
            ),
            _ => $"{value}-of-others",
        };

    /// <summary>Whether no policy can name its resource.</summary>
    public bool IsOnEverything => Call.Resource == "*" || Row.Json["wide"] is not null;

    public override string ToString() =>
        $"{Row.Actor} calls {Call.Action} on {Call.Resource}"
        + string.Concat(
            Call.Context.Where(pair => !pair.Key.StartsWith("aws:Principal", StringComparison.Ordinal))
                .Select(pair => $"\n    with {pair.Key} = {string.Join(", ", pair.Value)}")
        )
        + $"\n    because: {(string?)Row.Json["why"]} ({string.Join("; ", Row.Sources)})";
}
