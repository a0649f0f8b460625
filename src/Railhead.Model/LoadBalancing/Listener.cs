namespace Railhead.Model;

/// <param name="Key">Its purpose.</param>
/// <param name="Port">TCP port.</param>
/// <param name="Protocol">Plain or TLS.</param>
/// <param name="Action">How it treats requests.</param>
/// <param name="TlsPolicy">ALB's security policy; null for plain HTTP.</param>
public sealed record Listener(ListenerKey Key, int Port, ListenerProtocol Protocol, ListenerAction Action, string? TlsPolicy);
