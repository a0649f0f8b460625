namespace Railhead.Model;

/// <summary>Where this machine's load balancer has its certificate from.</summary>
public enum CertificateSource
{
    /// <summary>A certificate authority of this machine.</summary>
    Local,

    /// <summary>An authority that speaks ACME (RFC 8555), such as Let's Encrypt.</summary>
    Acme,

    /// <summary>The user's own files.</summary>
    Files,
}
