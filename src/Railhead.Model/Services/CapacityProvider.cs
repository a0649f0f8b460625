namespace Railhead.Model;

/// <param name="Name"><c>FARGATE</c> or <c>FARGATE_SPOT</c>.</param>
/// <param name="Base">Tasks that run on it before weights count.</param>
/// <param name="Weight">Its share of the others.</param>
public sealed record CapacityProvider(string Name, int Base, int Weight);
