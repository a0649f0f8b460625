using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>The user's own certificate: which files can serve, and the words about those that cannot.</summary>
public sealed class CertificateFileTests : IDisposable
{
    const string Domain = "shop.example.com";

    readonly string _folder = Directory.CreateTempSubdirectory("rh-certificate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_complete_pair_serves_and_nothing_else_does()
    {
        var now = TimeProvider.System.GetUtcNow();
        var (chain, key) = await IssueAsync(Domain);
        var (_, otherKey) = await IssueAsync(Domain);
        var pair = CertificatePair.Read(Write("chain", chain), Write("key", key), Domain, now);
        Assert.StartsWith("Railhead", pair.Issuer, StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n", pair.Pem, StringComparison.Ordinal);

        Refused("RH3081", Path.Combine(_folder, "none"), Write("key", key), now);
        Refused("RH3082", Write("chain", chain[..(chain.Length / 4)]), Write("key", key), now);
        // Cut in the second certificate.
        Refused("RH3082", Write("chain", chain[..(chain.Length - 100)]), Write("key", key), now);
        Refused("RH3082", Write("chain", ""), Write("key", key), now);
        Refused("RH3082", Write("chain", "no PEM"), Write("key", key), now);
        Refused("RH3082", Write("chain", chain), Write("key", key[..(key.Length / 2)]), now);
        Refused("RH3082", Write("chain", chain), Write("key", chain), now);
        Refused("RH3083", Write("chain", chain), Write("key", otherKey), now);
        Refused("RH3084", Write("chain", chain), Write("key", key.Replace("PRIVATE", "ENCRYPTED PRIVATE", StringComparison.Ordinal)), now);
        Refused("RH3085", Write("chain", chain), Write("key", key), now.AddDays(91));
        Refused("RH3086", Write("chain", chain), Write("key", key), now.AddDays(-1));
        var (elsewhere, elsewhereKey) = await IssueAsync("shop.example.org");
        Refused("RH3087", Write("chain", elsewhere), Write("key", elsewhereKey), now);
    }

    [Theory]
    [InlineData(1024, "RH3093")]
    [InlineData(2048, null)]
    public async Task HAProxy_is_asked_before_a_certificate_serves(int bits, string? code)
    {
        using var key = RSA.Create(bits);
        var request = new CertificateRequest("CN=small", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Domain);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        var tls = new TlsListener(
            443,
            CertificateSource.Files,
            AcmeEmail: null,
            AcmeDirectory: "",
            Write("chain", made.ExportCertificatePem()),
            Write("key", key.ExportPkcs8PrivateKeyPem())
        );
        var error = await Record.ExceptionAsync(() =>
            CertificateKeeper.CheckAsync(tls, _folder, Domain, TestBalancer.Tools, now, Eventually.Cancellation)
        );
        Assert.Equal(code, (error as RailheadException)?.Code);
    }

    static void Refused(string code, string chain, string key, DateTimeOffset now)
    {
        var error = Assert.Throws<RailheadException>(() => CertificatePair.Read(chain, key, Domain, now));
        Assert.Equal(code, error.Code);
        Assert.True(error.Message.Contains(chain, StringComparison.Ordinal) || error.Message.Contains(key, StringComparison.Ordinal));
        Assert.NotNull(error.Hint);
    }

    async Task<(string Chain, string Key)> IssueAsync(string domain)
    {
        var me = new Account("me", Ownership.CurrentUid, Ownership.CurrentGid);
        var pem = await new LocalAuthority(_folder, me, TimeProvider.System).IssueAsync(domain, Eventually.Cancellation);
        var key = pem.IndexOf("-----BEGIN PRIVATE", StringComparison.Ordinal);
        return (pem[..key], pem[key..]);
    }

    string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
