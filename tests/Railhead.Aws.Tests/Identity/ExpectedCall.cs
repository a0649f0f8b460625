namespace Railhead.Aws.Tests;

/// <summary>A call that an actor's work makes.</summary>
/// <param name="Endpoints">The services whose VPC endpoints it passes, if they exist.</param>
/// <param name="IsEndpointOnly">The call is AWS's own: only the endpoint's policy decides.</param>
sealed record ExpectedCall(CallRow Row, IamCall Call, IReadOnlyList<string> Endpoints, bool IsEndpointOnly)
{
    public override string ToString() =>
        $"{Row.Actor} calls {Call.Action} on {Call.Resource}"
        + string.Concat(
            Call.Context.Where(pair => !pair.Key.StartsWith("aws:Principal", StringComparison.Ordinal))
                .Select(pair => $"\n    with {pair.Key} = {string.Join(", ", pair.Value)}")
        )
        + $"\n    because: {(string?)Row.Json["why"]} ({string.Join("; ", Row.Sources)})";
}
