using System.Globalization;
using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>Certificates by ACME: lego, a real HAProxy on the way of the challenge, and pebble as the authority.</summary>
public sealed class AcmeTests : IAsyncLifetime
{
    const string Domain = "shop.example.com";

    TestControlPlane _plane = null!;
    TestBalancer _balancer = null!;
    TestAuthority _pebble = null!;

    static CancellationToken Cancellation => Eventually.Cancellation;

    public async ValueTask InitializeAsync()
    {
        RequiredTools.Need("lego", "pebble", "pebble-challtestsrv");
        _plane = await TestControlPlane.EmptyAsync();
        _balancer = await TestBalancer.StartAsync();
        _pebble = await TestAuthority.StartAsync(_balancer.Port);
    }

    public async ValueTask DisposeAsync()
    {
        if (_plane is not null)
        {
            await _pebble.DisposeAsync();
            await _balancer.DisposeAsync();
            await _plane.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_authority_gives_one_and_renews_it_and_until_then_the_local_one_serves()
    {
        using var keeper = Keeper(_pebble.CertificateFile);
        Assert.Equal(CertificateSource.Local, (await LookAsync(keeper)).Source);
        var first = await OrderedAsync(keeper, (await LookAsync(keeper)).Pair.Pem);
        Assert.Equal(CertificateSource.Acme, first.Source);
        Assert.StartsWith("Pebble", first.Pair.Issuer, StringComparison.Ordinal);
        Assert.Empty(_plane.Events.Warnings);
        // Two thirds of 3 s later it is due again.
        var second = await OrderedAsync(keeper, first.Pair.Pem);
        Assert.NotEqual(first.Pair.Pem, second.Pair.Pem);
        Assert.Equal(CertificateSource.Acme, second.Source);
    }

    [Fact]
    public async Task A_failure_is_a_warning_with_the_next_attempt_and_the_local_one_serves_on()
    {
        // An authority that nobody here trusts.
        using var keeper = Keeper(bundle: null);
        var state = await Eventually.IsAsync(
            async () =>
            {
                Order(keeper);
                return await LookAsync(keeper);
            },
            look => look.Problem is not null,
            "the failure is known"
        );
        Assert.Equal(CertificateSource.Local, state.Source);
        Assert.Contains("certificate", state.Problem!, StringComparison.Ordinal);
        Assert.Contains("The next attempt is at", Assert.Single(_plane.Events.Warnings).Text, StringComparison.Ordinal);
    }

    Task<CertificateState> OrderedAsync(CertificateKeeper keeper, string former) =>
        Eventually.IsAsync(
            async () =>
            {
                Order(keeper);
                return await LookAsync(keeper);
            },
            state => state.Pair.Pem != former,
            "there is another certificate"
        );

    void Order(CertificateKeeper keeper) => keeper.OrderIfDue(Listener, Domain, Cancellation);

    async Task<CertificateState> LookAsync(CertificateKeeper keeper)
    {
        var state = await keeper.LookAsync(Listener, Domain, Cancellation);
        await _balancer.ReconcileAsync(
            TestBalancer.State() with
            {
                Tls = new TlsState
                {
                    BindClause = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_pebble.TlsPort}"),
                    Port = _pebble.TlsPort,
                    Hsts = false,
                    ChallengePort = _plane.Facts.Ports.Challenge,
                    Pem = state.Pair.Pem,
                },
            }
        );
        return state;
    }

    TlsListener Listener => new(_pebble.TlsPort, CertificateSource.Acme, AcmeEmail: null, _pebble.Directory, Chain: null, Key: null);

    CertificateKeeper Keeper(string? bundle)
    {
        var settings = new Dictionary<string, string>();
        if (bundle is not null)
        {
            settings["LEGO_CA_CERTIFICATES"] = bundle;
        }

        var facts = _plane.Facts with { Record = _plane.Facts.Record with { AcmeSettings = settings } };
        return new CertificateKeeper(facts, _plane.Store, _plane.Events, TimeProvider.System);
    }
}
