namespace Railhead.Model;

/// <summary>The TLS listener of this machine's load balancer.</summary>
/// <param name="Port">TCP port.</param>
/// <param name="Source">Where the certificate comes from.</param>
/// <param name="AcmeEmail">Address for the ACME account, or null.</param>
/// <param name="AcmeDirectory">The ACME directory.</param>
/// <param name="Chain">
/// File of the certificate chain, relative to the app's folder or absolute; null unless the files are the user's.
/// </param>
/// <param name="Key">File of its private key, likewise.</param>
public sealed record TlsListener(int Port, CertificateSource Source, string? AcmeEmail, string AcmeDirectory, string? Chain, string? Key);
