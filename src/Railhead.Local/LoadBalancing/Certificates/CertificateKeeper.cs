using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// Sees to the certificate of one environment. It looks at each pass and is cheap when nothing has changed. A certificate that serves is
/// replaced only by one that can serve.
/// </summary>
public sealed class CertificateKeeper(EnvironmentFacts facts, StateStore store, EventStore events, TimeProvider time) : IDisposable
{
    // Files of the user's are read again at once when they change, and now and then because time passes.
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(30),
        ShortlyBefore = TimeSpan.FromDays(14);

    readonly LocalAuthority _authority = new(facts.Layout.Home, facts.Accounts.Control, time);
    readonly AcmeClient _acme = new(facts, store, time);
    readonly string _localFile = Path.Combine(facts.Layout.LoadBalancer, "local.pem");
    (string Stamp, long At)? _looked;
    string? _accepted;

    /// <summary>The last look; null before the first, and without TLS.</summary>
    public CertificateState? Current { get; private set; }

    public void Dispose() => _acme.Dispose();

    /// <summary>What <c>up</c> refuses before anything is touched.</summary>
    /// <exception cref="RailheadException">The user's files cannot serve, or lego is not installed.</exception>
    public static async Task CheckAsync(
        TlsListener? tls,
        string folder,
        string? domain,
        Tools tools,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        if (tls is { Source: CertificateSource.Files })
        {
            var pair = CertificatePair.Read(PathOf(folder, tls.Chain!), PathOf(folder, tls.Key!), domain, now);
            await CertificateTrial.RunAsync(tools.HAProxy.Path, pair.Pem, tls.Chain!, cancellation);
        }
        else if (tls is { Source: CertificateSource.Acme } && AcmeClient.Program(tools.SearchPath) is null)
        {
            throw CertificateErrors.LegoMissing();
        }
    }

    /// <summary>The certificate to serve.</summary>
    /// <param name="tls">The blueprint's wish; null: it says nothing of TLS, and the local authority serves.</param>
    /// <param name="domain">The app's host name, or null.</param>
    /// <param name="cancellation">Ends the wait for another process that makes the authority.</param>
    public async Task<CertificateState> LookAsync(TlsListener? tls, string? domain, CancellationToken cancellation)
    {
        var stamp = $"{tls} {domain} {Stamps(tls)}";
        if (Current is { } same && _looked is { } last && last.Stamp == stamp && time.GetElapsedTime(last.At) < Interval)
        {
            return same;
        }

        try
        {
            Current = tls?.Source switch
            {
                CertificateSource.Files => await FromFilesAsync(tls, domain, cancellation),
                CertificateSource.Acme => await FromAcmeAsync(tls, domain, cancellation),
                _ => await LocalAsync(domain, problem: null, cancellation),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && Current is not null)
        {
            // A full disk is no reason to leave the load balancer as it is.
            Current = Current with
            {
                Problem = e.Message,
            };
        }

        Warn(Current.Problem);
        _looked = (stamp, time.GetTimestamp());
        return Current;
    }

    /// <summary>Orders a certificate beside the passes if one is due; the load balancer already sends challenges on.</summary>
    public void OrderIfDue(TlsListener? tls, string? domain, CancellationToken cancellation)
    {
        if (tls is { Source: CertificateSource.Acme } && domain is not null)
        {
            _acme.OrderIfDue(tls, domain, cancellation);
        }
    }

    void Warn(string? problem)
    {
        if (problem is null)
        {
            events.Clear(WarningKind.Certificate, "");
        }
        else
        {
            events.Raise(new Warning(WarningKind.Certificate, "", Component.LoadBalancer, problem));
        }
    }

    async Task<CertificateState> FromFilesAsync(TlsListener tls, string? domain, CancellationToken cancellation)
    {
        var folder = facts.Record.Folder;
        try
        {
            var pair = CertificatePair.Read(PathOf(folder, tls.Chain!), PathOf(folder, tls.Key!), domain, time.GetUtcNow());
            if (pair.Pem != _accepted)
            {
                await CertificateTrial.RunAsync(facts.Tools.HAProxy.Path, pair.Pem, tls.Chain!, cancellation);
                _accepted = pair.Pem;
            }

            var soon = pair.NotAfter - time.GetUtcNow() < ShortlyBefore && pair.NotAfter - pair.NotBefore > ShortlyBefore * 2;
            return new CertificateState(pair, CertificateSource.Files, soon ? CertificateErrors.Soon(tls.Chain!, pair.NotAfter) : null);
        }
        catch (RailheadException e)
        {
            return await KeepAsync(CertificateSource.Files, domain, CertificateErrors.Kept(e.Message, e.Hint), cancellation);
        }
    }

    async Task<CertificateState> FromAcmeAsync(TlsListener tls, string? domain, CancellationToken cancellation)
    {
        var problem = _acme.Problem;
        return domain is not null && _acme.Pair(tls, domain) is { } pair
            ? new CertificateState(pair, CertificateSource.Acme, problem)
            : await LocalAsync(domain, problem, cancellation);
    }

    /// <summary>The one that serves, whatever became of its source; else the local authority's.</summary>
    async Task<CertificateState> KeepAsync(CertificateSource source, string? domain, string problem, CancellationToken cancellation)
    {
        var served = CertificatePair.ReadOwn(Path.Combine(facts.Layout.LoadBalancer, TlsState.FileName), out var leaf);
        using (leaf)
        {
            if (served is null || leaf is null)
            {
                return await LocalAsync(domain, problem, cancellation);
            }

            var isLocal = CertificatePair.ReadOwn(_localFile, out var local)?.Pem == served.Pem;
            local?.Dispose();
            return new CertificateState(served, isLocal ? CertificateSource.Local : source, problem);
        }
    }

    async Task<CertificateState> LocalAsync(string? domain, string? problem, CancellationToken cancellation)
    {
        await _authority.EnsureAsync(cancellation);
        using var authority = System.Security.Cryptography.X509Certificates.X509CertificateLoader.LoadCertificateFromFile(
            _authority.CertificateFile
        );
        var pair = CertificatePair.ReadOwn(_localFile, out var leaf);
        using (leaf)
        {
            if (pair is not null && leaf is not null && LocalAuthority.IsCurrent(leaf, authority, domain, time.GetUtcNow()))
            {
                return new CertificateState(pair, CertificateSource.Local, problem);
            }
        }

        Ownership.EnsureFolder(facts.Layout.LoadBalancer, facts.Accounts.Platform);
        DurableFile.Write(_localFile, await _authority.IssueAsync(domain, cancellation), owner: facts.Accounts.Control);
        pair = CertificatePair.ReadOwn(_localFile, out var made);
        made?.Dispose();
        return new CertificateState(pair!, CertificateSource.Local, problem);
    }

    string Stamps(TlsListener? tls) =>
        tls?.Source switch
        {
            CertificateSource.Files => $"{Stamp(tls.Chain!)} {Stamp(tls.Key!)}",
            CertificateSource.Acme => _acme.Stamp,
            _ => "",
        };

    string Stamp(string file)
    {
        var info = new FileInfo(PathOf(facts.Record.Folder, file));
        return info.Exists ? $"{info.LastWriteTimeUtc.Ticks} {info.Length} {info.ResolveLinkTarget(true)?.LastWriteTimeUtc.Ticks}" : "-";
    }

    static string PathOf(string folder, string file) => Path.GetFullPath(Path.Combine(folder, file));
}
