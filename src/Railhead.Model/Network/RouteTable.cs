namespace Railhead.Model;

/// <param name="Name">Such as <c>app-a</c>.</param>
/// <param name="Subnets">Names of the subnets that use it.</param>
/// <param name="Routes">Beside the VPC's own.</param>
public sealed record RouteTable(string Name, IReadOnlyList<string> Subnets, IReadOnlyList<Route> Routes);
