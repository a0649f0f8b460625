using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Railhead.Local.Tests;

/// <summary>HTTPS by a real HAProxy with a certificate of the local authority.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    const string Domain = "shop.example.com";

    readonly int _port = FreePort.Find();
    TestApp _app = null!;
    TestBalancer _balancer = null!;
    LocalAuthority _authority = null!;
    TlsState _tls = null!;

    static CancellationToken Cancellation => Eventually.Cancellation;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.StartAsync("a1");
        _balancer = await TestBalancer.StartAsync();
        var me = new Account("me", Ownership.CurrentUid, Ownership.CurrentGid);
        _authority = new LocalAuthority(_balancer.Layout.Home, me, TimeProvider.System);
        _tls = new TlsState
        {
            BindClause = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}"),
            Port = _port,
            Hsts = false,
            ChallengePort = null,
            Pem = await _authority.IssueAsync(Domain, Cancellation),
        };
        await _balancer.ReconcileAsync(State(_tls));
    }

    public async ValueTask DisposeAsync()
    {
        await _balancer.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("shop.example.com", "/a/b?c=d%20e", "https://shop.example.com:PORT/a/b?c=d%20e")]
    [InlineData("shop.example.com:80", "/", "https://shop.example.com:PORT/")]
    [InlineData("[::1]:8080", "/x", "https://[::1]:PORT/x")]
    public async Task Plain_http_redirects_with_host_and_path(string host, string path, string location)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { Host = host } };
        using var response = await _balancer.Client.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.PermanentRedirect, response.StatusCode);
        Assert.Equal(location.Replace("PORT", $"{_port}", StringComparison.Ordinal), response.Headers.GetValues("Location").Single());
    }

    [Fact]
    public async Task The_challenge_path_is_not_redirected()
    {
        Assert.Equal("a1 GET /.well-known/acme-challenge/x", await _balancer.GetAsync("/.well-known/acme-challenge/x"));
        // The app stands for lego.
        await _balancer.ReconcileAsync(State(_tls with { ChallengePort = _app.Port }));
        Assert.Contains(
            "/.well-known/acme-challenge/y",
            await _balancer.GetAsync("/.well-known/acme-challenge/y"),
            StringComparison.Ordinal
        );
        Assert.Equal(HttpStatusCode.PermanentRedirect, await _balancer.StatusAsync("/.well-known/other"));
    }

    [Theory]
    [InlineData("2.0")]
    [InlineData("1.1")]
    public async Task Http_2_and_1_1_are_chosen_by_alpn_and_the_app_hears_of_https(string version)
    {
        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/headers")
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var response = await client.SendAsync(request, Cancellation);
        Assert.Equal(version, response.Version.ToString());
        var headers = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("X-Forwarded-Proto: https", headers, StringComparison.Ordinal);
        Assert.Contains($"X-Forwarded-Port: {_port}", headers, StringComparison.Ordinal);
        Assert.Contains("X-Forwarded-For: 127.0.0.1", headers, StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Hsts_is_in_every_answer_over_tls_and_in_none_without()
    {
        await _balancer.ReconcileAsync(State(_tls with { Hsts = true }));
        using var client = Client();
        foreach (var path in (string[])["/", $"/{new string('x', 33_000)}"])
        {
            using var response = await client.GetAsync(path, Cancellation);
            Assert.Equal("max-age=31536000", response.Headers.GetValues("Strict-Transport-Security").Single());
        }

        using var plain = await _balancer.Client.GetAsync("/", Cancellation);
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("-tls1_3", true)]
    [InlineData("-tls1_3 -ciphersuites TLS_CHACHA20_POLY1305_SHA256", true)]
    [InlineData("-tls1_2", true)]
    [InlineData("-tls1_2 -cipher ECDHE-ECDSA-AES128-GCM-SHA256", true)]
    [InlineData("-tls1_2 -cipher ECDHE-ECDSA-AES256-SHA384", true)]
    [InlineData("-tls1_2 -cipher ECDHE-ECDSA-CHACHA20-POLY1305", false)]
    [InlineData("-tls1_2 -cipher ECDHE-ECDSA-AES128-SHA", false)]
    [InlineData("-tls1_2 -cipher AES128-GCM-SHA256", false)]
    [InlineData("-tls1_1 -cipher DEFAULT@SECLEVEL=0", false)]
    [InlineData("-tls1 -cipher DEFAULT@SECLEVEL=0", false)]
    public async Task Protocols_and_ciphers_are_those_of_albs_policy(string options, bool isOffered)
    {
        var result = await new Command(
            "sh",
            "-c",
            $"openssl s_client -connect 127.0.0.1:{_port} -servername {Domain} {options} </dev/null 2>&1"
        ).RunAsync(cancellation: Cancellation);
        Assert.Equal(isOffered, !result.Output.Contains("Cipher is (NONE)", StringComparison.Ordinal));
        // Refused by the server, not by the client's own limits.
        Assert.True(isOffered || result.Output.Contains("alert", StringComparison.Ordinal), result.Output);
    }

    [Theory]
    [InlineData(Domain, SslPolicyErrors.None)]
    [InlineData("localhost", SslPolicyErrors.None)]
    [InlineData("127.0.0.1", SslPolicyErrors.None)]
    [InlineData("other.example.com", SslPolicyErrors.RemoteCertificateNameMismatch)]
    public async Task A_client_sees_the_whole_chain_and_another_name_is_an_error(string name, SslPolicyErrors expected)
    {
        var seen = await HandshakeAsync(name);
        Assert.Equal(expected, seen.Errors);
        Assert.InRange(seen.Leaf.NotAfter - seen.Leaf.NotBefore, TimeSpan.FromDays(30), TimeSpan.FromDays(397));
    }

    [Fact]
    public async Task A_new_certificate_comes_in_without_a_reload_and_kept_connections_stay()
    {
        var worker = await _balancer.Controller.WorkerPidAsync(Cancellation);
        var before = (await HandshakeAsync(Domain)).Leaf.SerialNumber;
        using var client = Client();
        Assert.Equal("a1 GET /", await client.GetStringAsync("/", Cancellation));
        var next = _tls with { Pem = await _authority.IssueAsync(Domain, Cancellation) };
        await _balancer.ReconcileAsync(State(next));
        Assert.NotEqual(before, (await HandshakeAsync(Domain)).Leaf.SerialNumber);
        Assert.Equal("a1 GET /again", await client.GetStringAsync("/again", Cancellation));
        Assert.Equal(worker, await _balancer.Controller.WorkerPidAsync(Cancellation));
        // And a start from the disk has it too.
        var served = (await HandshakeAsync(Domain)).Leaf.SerialNumber;
        await _balancer.KillAsync();
        await _balancer.StartProcessAsync();
        Assert.Equal(served, (await HandshakeAsync(Domain)).Leaf.SerialNumber);
    }

    [Fact]
    public async Task Tls_is_taken_away_and_http_serves_again()
    {
        await _balancer.ReconcileAsync(State(tls: null));
        Assert.Equal("a1 GET /", await _balancer.GetAsync());
    }

    LoadBalancerState State(TlsState? tls) =>
        TestBalancer.State(Slot.Blue, check: null, (Slot.Blue, TestBalancer.Target(_app))) with
        {
            Tls = tls,
        };

    HttpClient Client() =>
        new(
            new SocketsHttpHandler
            {
                UseProxy = false,
                AllowAutoRedirect = false,
                SslOptions =
                {
                    RemoteCertificateValidationCallback = (_, leaf, chain, errors) => Judge(leaf, chain, errors) == SslPolicyErrors.None,
                },
            }
        )
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://localhost:{_port}/")),
            Timeout = TimeSpan.FromSeconds(60),
        };

    async Task<(X509Certificate2 Leaf, SslPolicyErrors Errors)> HandshakeAsync(string name)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _port, Cancellation);
        var errors = SslPolicyErrors.RemoteCertificateNotAvailable;
        await using var stream = new SslStream(
            socket.GetStream(),
            leaveInnerStreamOpen: false,
#pragma warning disable CA5359 // The handshake must end; the test looks at the verdict itself.
            (_, leaf, chain, found) =>
            {
                errors = Judge(leaf, chain, found);
                return true;
            }
#pragma warning restore CA5359
        );
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = name, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
            Cancellation
        );
        return (new X509Certificate2(stream.RemoteCertificate!), errors);
    }

    /// <summary>As a client would that trusts the authority, and nobody else.</summary>
    SslPolicyErrors Judge(X509Certificate? leaf, X509Chain? sent, SslPolicyErrors errors)
    {
        using var root = X509CertificateLoader.LoadCertificateFromFile(_authority.CertificateFile);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        Assert.NotEmpty(sent!.ChainPolicy.ExtraStore);
        var isTrusted = chain.Build((X509Certificate2)leaf!);
        return (errors & SslPolicyErrors.RemoteCertificateNameMismatch) | (isTrusted ? 0 : SslPolicyErrors.RemoteCertificateChainErrors);
    }
}
