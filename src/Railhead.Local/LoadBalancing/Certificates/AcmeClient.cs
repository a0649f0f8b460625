using System.Globalization;
using System.Text.Json;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>Orders certificates by ACME (RFC 8555) with the program lego, and keeps the last good one.</summary>
sealed class AcmeClient(EnvironmentFacts facts, StateStore store, TimeProvider time) : IDisposable
{
    const string FailureSetting = "acme-failure";

    static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    readonly string _folder = Path.Combine(facts.Layout.LoadBalancer, "acme");
    Task _order = Task.CompletedTask;
    (string Stamp, CertificatePair? Pair)? _read;

    /// <summary>Where lego is; null: it is not installed.</summary>
    public static string? Program(string searchPath) => SearchPath.Find(searchPath, "lego");

    /// <summary>Changes when the certificate does, or the last failure.</summary>
    public string Stamp => $"{File.GetLastWriteTimeUtc(PemFile).Ticks} {store.Setting(FailureSetting)}";

    /// <summary>The last failure for people; null after a success.</summary>
    public string? Problem =>
        LastFailure() is { } last ? CertificateErrors.NotIssued(last, Renewal.NextAttempt(Life(), last, time.GetUtcNow())) : null;

    string PemFile => Path.Combine(_folder, "certificate.pem");

    public void Dispose() => _order.Wait(TimeSpan.FromSeconds(1));

    /// <summary>The certificate for this domain and this authority; null before there is one.</summary>
    public CertificatePair? Pair(TlsListener tls, string domain)
    {
        var stamp = $"{tls.AcmeDirectory} {domain} {File.GetLastWriteTimeUtc(PemFile).Ticks}";
        if (_read is not { } known || known.Stamp != stamp)
        {
            var pair = CertificatePair.ReadOwn(PemFile, out var leaf);
            using (leaf)
            {
                var isOurs =
                    leaf?.MatchesHostname(domain, allowWildcards: true, allowCommonName: false) == true
                    && store.Setting("acme-directory") == tls.AcmeDirectory;
                _read = (stamp, isOurs ? pair : null);
            }
        }

        return _read!.Value.Pair;
    }

    public void OrderIfDue(TlsListener tls, string domain, CancellationToken cancellation)
    {
        _ = Pair(tls, domain);
        var now = time.GetUtcNow();
        if (_order.IsCompleted && now >= Renewal.NextAttempt(Life(), LastFailure(), now))
        {
            _order = Task.Run(() => OrderAsync(tls, domain, cancellation), CancellationToken.None);
        }
    }

    (DateTimeOffset NotBefore, DateTimeOffset NotAfter)? Life() => _read?.Pair is { } pair ? (pair.NotBefore, pair.NotAfter) : null;

    async Task OrderAsync(TlsListener tls, string domain, CancellationToken cancellation)
    {
        try
        {
            Ownership.EnsureFolder(_folder, facts.Accounts.Platform);
            var program = Program(facts.Tools.SearchPath) ?? throw CertificateErrors.LegoMissing();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Limit);
            var result = await Lego(program, tls, domain).RunAsync(cancellation: limit.Token);
            if (!result.Succeeded)
            {
                throw CertificateErrors.LegoFailed(Reason(result));
            }

            var files = Path.Combine(_folder, "certificates", domain);
            var pair = CertificatePair.Read($"{files}.crt", $"{files}.key", domain, time.GetUtcNow());
            store.SetSetting("acme-directory", tls.AcmeDirectory);
            DurableFile.Write(PemFile, pair.Pem, owner: facts.Accounts.Platform);
            store.SetSetting(FailureSetting, "");
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The control plane ends; the next one orders again.
        }
        catch (Exception e)
        {
            var reason = e is OperationCanceledException ? $"lego did not end within {Limit.TotalMinutes} minutes." : WordsOf(e);
            var isRateLimit = reason.Contains("rateLimited", StringComparison.Ordinal) || reason.Contains(" 429", StringComparison.Ordinal);
            var failure = new FailedAttempt(time.GetUtcNow(), (LastFailure()?.Count ?? 0) + 1, isRateLimit, reason);
            store.SetSetting(FailureSetting, JsonSerializer.Serialize(failure, AcmeJson.Default.FailedAttempt));
        }
    }

    static string WordsOf(Exception e) => e is RailheadException { Hint: { } hint } told ? $"{told.Message} {hint}" : e.Message;

    /// <summary>As the platform's user, who may read no more than the load balancer does.</summary>
    Command Lego(string program, TlsListener tls, string domain)
    {
        var environment = new Dictionary<string, string> { ["PATH"] = facts.Tools.SearchPath, ["HOME"] = _folder };
        foreach (var (name, value) in facts.Record.AcmeSettings ?? new Dictionary<string, string>())
        {
            environment[name] = RuntimeSettings.AcmeCertificates.Contains(name) ? Readable(name, value) : value;
        }

        IReadOnlyList<string> words =
        [
            .. UserSwitch.Words(facts.Accounts.Platform, facts.Accounts.Control.Uid),
            program,
            "--server",
            tls.AcmeDirectory,
            "--accept-tos",
            "--email",
            // lego wants one; RFC 2142 names this mailbox.
            tls.AcmeEmail
                ?? $"hostmaster@{domain}",
            "--domains",
            domain,
            "--key-type",
            "ec256",
            "--http",
            "--http.port",
            string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{facts.Ports.Challenge}"),
            "--path",
            _folder,
            "run",
        ];
        return new Command(words[0], [.. words.Skip(1)]) { Environment = environment, WorkingDirectory = _folder };
    }

    /// <summary>A copy that the platform's user can read: the bundle may lie where only the user of <c>up</c> goes.</summary>
    string Readable(string name, string file)
    {
        try
        {
            var copy = Path.Combine(_folder, $"{name}.pem");
            DurableFile.Write(copy, File.ReadAllBytes(file), owner: facts.Accounts.Platform);
            return copy;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return file;
        }
    }

    FailedAttempt? LastFailure() =>
        store.Setting(FailureSetting) is { Length: > 0 } text ? JsonSerializer.Deserialize(text, AcmeJson.Default.FailedAttempt) : null;

    /// <summary>The line of lego that says why; its others say what it did.</summary>
    static string Reason(CommandResult result)
    {
        var lines = $"{result.Output}\n{result.Error}".Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var telling =
            lines.LastOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? lines.LastOrDefault() ?? "";
        const int longest = 400;
        return telling.Length > longest ? telling[..longest] : telling;
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(FailedAttempt))]
sealed partial class AcmeJson : System.Text.Json.Serialization.JsonSerializerContext;
