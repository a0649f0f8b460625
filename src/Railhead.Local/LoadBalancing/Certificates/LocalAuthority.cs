using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Railhead.Local;

/// <summary>
/// The certificate authority of a home. It is made once; its private key never leaves the folder. Browsers trust it after
/// <c>railhead trust --install</c>.
/// </summary>
public sealed class LocalAuthority(string home, Account control, TimeProvider time)
{
    const int Years = 10;

    static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(30),
        ClockTolerance = TimeSpan.FromHours(1);

    /// <summary>Browsers refuse certificates of more than 397 days (CA/Browser Forum, Baseline Requirements 6.3.2).</summary>
    public static readonly TimeSpan LeafLife = TimeSpan.FromDays(90);

    string Folder => Path.Combine(home, "ca");

    /// <summary>The authority's certificate, for everybody to read.</summary>
    public string CertificateFile => Path.Combine(Folder, "railhead-ca.pem");

    string KeyFile => Path.Combine(Folder, "railhead-ca.key");

    /// <summary>Makes the authority if it is missing, damaged or about to expire.</summary>
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        using var authority = await OpenAsync(cancellation);
    }

    /// <summary>A new certificate with its key, as PEM.</summary>
    /// <param name="domain">The app's host name, or null; localhost and the loopback addresses are always in it.</param>
    /// <param name="cancellation">Ends the wait for another process that makes the authority.</param>
    public async Task<string> IssueAsync(string? domain, CancellationToken cancellation)
    {
        using var authority = await OpenAsync(cancellation);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // No common name: it is limited to 64 characters, and clients read the alternative names only.
        var request = new CertificateRequest("O=Railhead", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in (string[])[.. domain is null ? Array.Empty<string>() : [domain], "localhost"])
        {
            names.AddDnsName(name);
        }

        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        var extensions = request.CertificateExtensions;
        extensions.Add(names.Build(critical: true));
        extensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        extensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        extensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        extensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        extensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        var now = time.GetUtcNow();
        using var leaf = request.Create(authority, now - ClockTolerance, now + LeafLife, RandomNumberGenerator.GetBytes(16));
        return $"{leaf.ExportCertificatePem()}\n{authority.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
    }

    /// <summary>Whether a certificate of this authority can go on serving.</summary>
    /// <param name="leaf">The certificate.</param>
    /// <param name="authority">The present authority's certificate.</param>
    /// <param name="domain">The app's host name, or null.</param>
    /// <param name="now">The time; before the first day of the certificate, the clock was wrong when it was made.</param>
    public static bool IsCurrent(X509Certificate2 leaf, X509Certificate2 authority, string? domain, DateTimeOffset now) =>
        leaf.IssuerName.RawData.AsSpan().SequenceEqual(authority.SubjectName.RawData)
        && leaf.MatchesHostname(domain ?? "localhost", allowWildcards: true, allowCommonName: false)
        && now >= leaf.NotBefore.ToUniversalTime()
        && now < Renewal.DueAt(leaf.NotBefore.ToUniversalTime(), leaf.NotAfter.ToUniversalTime());

    async Task<X509Certificate2> OpenAsync(CancellationToken cancellation)
    {
        using var held = await ProcessLock.TakeFileAsync(Path.Combine(home, "ca.lock"), LockLimit, onWait: null, time, cancellation);
        if (Read() is { } known)
        {
            return known;
        }

        Ownership.EnsureFolder(Folder, control, FileModes.EverybodyReads);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = time.GetUtcNow();
        // The name is unlike that of any authority before: clients find an issuer by its name.
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var name = string.Create(CultureInfo.InvariantCulture, $"CN=Railhead {Environment.MachineName} {id}, O=Railhead");
        var request = new CertificateRequest(new X500DistinguishedName(name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var made = request.CreateSelfSigned(now - ClockTolerance, now.AddYears(Years));
        DurableFile.Write(KeyFile, key.ExportPkcs8PrivateKeyPem() + "\n", owner: control);
        DurableFile.Write(CertificateFile, made.ExportCertificatePem() + "\n", FileModes.EverybodyReadsFile, control);
        return made;
    }

    X509Certificate2? Read()
    {
        if (!File.Exists(CertificateFile) || !File.Exists(KeyFile))
        {
            return null;
        }

        try
        {
            var authority = X509Certificate2.CreateFromPemFile(CertificateFile, KeyFile);
            return authority.NotAfter.ToUniversalTime() > time.GetUtcNow() + LeafLife ? authority : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
