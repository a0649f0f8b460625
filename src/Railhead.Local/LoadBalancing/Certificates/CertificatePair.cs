using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>A certificate with its chain and private key.</summary>
/// <param name="Pem">All of it, without empty lines.</param>
/// <param name="Issuer">The name of the authority.</param>
/// <param name="NotBefore">First moment.</param>
/// <param name="NotAfter">Last moment.</param>
public sealed record CertificatePair(string Pem, string Issuer, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    const string Begin = "-----BEGIN CERTIFICATE-----";

    /// <summary>Reads and checks two files.</summary>
    /// <exception cref="RailheadException">They cannot serve; the message says why.</exception>
    public static CertificatePair Read(string chainFile, string keyFile, string? domain, DateTimeOffset now)
    {
        var pair = Parse(TextOf(chainFile), TextOf(keyFile), chainFile, keyFile, out var leaf);
        using (leaf)
        {
            if (domain is not null && !leaf.MatchesHostname(domain, allowWildcards: true, allowCommonName: false))
            {
                throw CertificateErrors.OtherNames(chainFile, domain, NamesOf(leaf));
            }

            if (now >= pair.NotAfter)
            {
                throw CertificateErrors.Expired(chainFile, pair.NotAfter);
            }

            return now >= pair.NotBefore ? pair : throw CertificateErrors.NotYet(chainFile, pair.NotBefore, now);
        }
    }

    /// <summary>A file that Railhead wrote itself; null if it is not there or damaged.</summary>
    /// <param name="file">The file.</param>
    /// <param name="leaf">The certificate; the caller disposes it.</param>
    public static CertificatePair? ReadOwn(string file, out X509Certificate2? leaf)
    {
        leaf = null;
        try
        {
            var text = File.Exists(file) ? File.ReadAllText(file) : null;
            return text is null ? null : Parse(text, text, file, file, out leaf);
        }
        catch (RailheadException)
        {
            return null;
        }
    }

    static CertificatePair Parse(string chain, string key, string chainFile, string keyFile, out X509Certificate2 leaf)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(chain);
        }
        catch (CryptographicException)
        {
            throw CertificateErrors.NotPem(chainFile, "certificate");
        }

        // A block without its end is skipped by the parser: the file is being written.
        if (certificates.Count == 0 || certificates.Count != chain.Split(Begin).Length - 1)
        {
            throw CertificateErrors.NotPem(chainFile, "certificate");
        }

        leaf = WithKey(certificates[0], key, chainFile, keyFile);
        var pem = string.Join('\n', certificates.Select(certificate => certificate.ExportCertificatePem()));
        return new CertificatePair(
            $"{pem}\n{KeyOf(leaf, keyFile)}\n",
            leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: true),
            leaf.NotBefore.ToUniversalTime(),
            leaf.NotAfter.ToUniversalTime()
        );
    }

    static X509Certificate2 WithKey(X509Certificate2 certificate, string key, string chainFile, string keyFile)
    {
        if (key.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            throw CertificateErrors.KeyEncrypted(keyFile);
        }

        try
        {
            return X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw HasKey(key) ? CertificateErrors.OtherKey(chainFile, keyFile) : CertificateErrors.NotPem(keyFile, "private key");
        }
    }

    static bool HasKey(string text) =>
        text.Contains("PRIVATE KEY-----", StringComparison.Ordinal)
        && PemEncoding.TryFind(text, out var first)
        && text[first.Label].Length > 0
        && text.Split("-----END").Length == text.Split("-----BEGIN").Length;

    static string KeyOf(X509Certificate2 certificate, string file)
    {
        using var ec = certificate.GetECDsaPrivateKey();
        if (ec is not null)
        {
            return ec.ExportPkcs8PrivateKeyPem();
        }

        using var rsa = certificate.GetRSAPrivateKey();
        return rsa?.ExportPkcs8PrivateKeyPem() ?? throw CertificateErrors.OtherKind(file);
    }

    static string NamesOf(X509Certificate2 certificate) =>
        string.Join(
            ", ",
            certificate
                .Extensions.OfType<X509SubjectAlternativeNameExtension>()
                .SelectMany(names => names.EnumerateDnsNames().Concat(names.EnumerateIPAddresses().Select(address => $"{address}")))
        );

    static string TextOf(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CertificateErrors.NotReadable(
                file,
                e is FileNotFoundException or DirectoryNotFoundException ? "it does not exist" : e.Message
            );
        }
    }
}
