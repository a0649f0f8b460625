using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Railhead.Local.Tests;

/// <summary>pebble, the test server of Let's Encrypt, with a name server for which every name is this machine.</summary>
sealed class TestAuthority : IAsyncDisposable
{
    readonly string _folder;
    readonly GuardedProcess _names;
    readonly GuardedProcess _server;

    TestAuthority(string folder, GuardedProcess names, GuardedProcess server) => (_folder, _names, _server) = (folder, names, server);

    public required string Directory { get; init; }

    public required int TlsPort { get; init; }

    /// <summary>The certificate of its own server.</summary>
    public string CertificateFile => Path.Combine(_folder, "server.pem");

    /// <param name="httpPort">Where it looks for challenges.</param>
    public static async Task<TestAuthority> StartAsync(int httpPort)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("rh-pebble-").FullName;
        var (certificate, key) = (Path.Combine(folder, "server.pem"), Path.Combine(folder, "server.key"));
        WriteCertificate(certificate, key);
        int port = FreePort.Find(),
            names = FreePort.Find(),
            tls = FreePort.Find();
        await File.WriteAllTextAsync(
            Path.Combine(folder, "config.json"),
            $$"""
            {"pebble":{"listenAddress":"127.0.0.1:{{port}}","managementListenAddress":"127.0.0.1:{{FreePort.Find()}}",
            "certificate":"{{certificate}}","privateKey":"{{key}}","httpPort":{{httpPort}},"tlsPort":{{tls}},
            "ocspResponderURL":"","externalAccountBindingRequired":false,"certificateValidityPeriod":3} }
            """
        );
        var names53 = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{names}");
        var nameServer = await GuardedProcess.StartAsync([
            "pebble-challtestsrv",
            "-defaultIPv4",
            "127.0.0.1",
            "-defaultIPv6",
            "",
            "-dns01",
            names53,
            "-http01",
            "",
            "-https01",
            "",
            "-tlsalpn01",
            "",
            "-management",
            string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort.Find()}"),
        ]);
        var server = await GuardedProcess.StartAsync(
            ["pebble", "-config", Path.Combine(folder, "config.json"), "-dnsserver", names53],
            variables: new Dictionary<string, string> { ["PEBBLE_VA_NOSLEEP"] = "1", ["PEBBLE_WFE_NONCEREJECT"] = "0" }
        );
        await Eventually.TrueAsync(() => Task.FromResult(!Ports.CanBind(IPAddress.Loopback, port)), "pebble listens");
        return new TestAuthority(folder, nameServer, server)
        {
            Directory = string.Create(CultureInfo.InvariantCulture, $"https://localhost:{port}/dir"),
            TlsPort = tls,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _names.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    static void WriteCertificate(string certificate, string key)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", pair, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(certificate, made.ExportCertificatePem());
        File.WriteAllText(key, pair.ExportPkcs8PrivateKeyPem());
    }
}
