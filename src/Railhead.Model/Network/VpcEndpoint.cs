namespace Railhead.Model;

/// <param name="Service">Such as <c>s3</c> or <c>ecr.dkr</c>.</param>
/// <param name="Kind">Gateway endpoints cost nothing; interface endpoints cost by the hour and zone.</param>
/// <param name="Subnets">Names of the subnets with an address of it; none for a gateway.</param>
public sealed record VpcEndpoint(string Service, EndpointKind Kind, IReadOnlyList<string> Subnets);
