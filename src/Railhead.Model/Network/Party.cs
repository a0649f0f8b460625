using System.Net;

namespace Railhead.Model;

/// <summary>One end of a connection.</summary>
/// <param name="Address">IPv4 address.</param>
/// <param name="Group">Key of its security group; null outside the VPC.</param>
public sealed record Party(IPAddress Address, string? Group);
