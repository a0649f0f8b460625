namespace Railhead.Model;

/// <param name="Address">IPv4 address to bind, <c>127.0.0.1</c> or <c>0.0.0.0</c> mostly.</param>
/// <param name="Http">Port of the plain listener.</param>
/// <param name="HttpIsDefault">Whether the port is the built-in default, which moves on once when it is taken.</param>
/// <param name="Tls">The TLS listener, to which the plain one then redirects; or null.</param>
/// <param name="TrustedProxies">Address ranges of proxies in front, whose headers about the client are believed.</param>
public sealed record LocalListen(string Address, int Http, bool HttpIsDefault, TlsListener? Tls, IReadOnlyList<string> TrustedProxies);
