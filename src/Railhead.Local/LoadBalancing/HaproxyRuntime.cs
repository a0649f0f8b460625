using System.Globalization;

namespace Railhead.Local;

/// <summary>One HAProxy worker as its socket shows it, and the commands that change it while it runs.</summary>
public sealed class HaproxyRuntime(HaproxySocket socket)
{
    /// <summary>The socket of the worker that serves.</summary>
    public static string SocketOf(Layout layout) => Path.Combine(layout.RunLoadBalancer, "ha.sock");

    // One call's rows must fit into HAProxy's buffer.
    const int RowsPerCall = 300;

    public Task<string> SendAsync(string command, CancellationToken cancellation = default) =>
        socket.SendAsync(command, null, cancellation);

    /// <summary>The worker's process id and the revision that it was started with (<see cref="HaproxyConfiguration.Revision"/>).</summary>
    public async Task<(int Pid, string Revision)> InfoAsync(CancellationToken cancellation = default)
    {
        var info = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in (await SendAsync("show info", cancellation)).Split('\n'))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                info[line[..colon]] = line[(colon + 1)..].Trim();
            }
        }

        if (!int.TryParse(info.GetValueOrDefault("Pid"), NumberStyles.None, CultureInfo.InvariantCulture, out var pid))
        {
            throw new HaproxyUnavailableException("HAProxy's answer to 'show info' is incomplete: it is ending");
        }

        return (pid, info.GetValueOrDefault("description", ""));
    }

    public async Task<WorkerObservation> ObserveAsync(CancellationToken cancellation = default)
    {
        var state = await SendAsync("show servers state", cancellation);
        var statistics = await SendAsync("show stat", cancellation);
        var maps = await SendAsync("show map", cancellation);
        var rows = await SendAsync($"show map {WeightsMap.FileName}", cancellation);
        try
        {
            var (current, next) = HaproxyAnswers.MapVersions(maps);
            return new WorkerObservation(HaproxyAnswers.Servers(state, statistics), HaproxyAnswers.MapRows(rows), current, next);
        }
        catch (Exception e) when (e is KeyNotFoundException or FormatException)
        {
            throw new HaproxyUnavailableException("HAProxy's answer broke off: it is ending", e);
        }
    }

    /// <summary>
    /// Replaces all rows at once: no request sees half of them. What an earlier, interrupted replacement left is thrown away.
    /// </summary>
    public async Task SwapWeightsAsync(IReadOnlyList<string> rows, WorkerObservation observed, CancellationToken cancellation = default)
    {
        for (var version = observed.MapVersion + 1; version <= observed.NextMapVersion; version++)
        {
            await SendAsync(string.Create(CultureInfo.InvariantCulture, $"clear map @{version} {WeightsMap.FileName}"), cancellation);
        }

        var answer = await SendAsync($"prepare map {WeightsMap.FileName}", cancellation);
        if (!uint.TryParse(answer.Split(':')[^1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var prepared))
        {
            throw new HaproxyException($"HAProxy refused to prepare new weights: {answer}");
        }

        foreach (var part in rows.Chunk(RowsPerCall))
        {
            Expect(
                await socket.SendAsync(
                    string.Create(CultureInfo.InvariantCulture, $"add map @{prepared} {WeightsMap.FileName}"),
                    part,
                    cancellation
                )
            );
        }

        Expect(await SendAsync(string.Create(CultureInfo.InvariantCulture, $"commit map @{prepared} {WeightsMap.FileName}"), cancellation));

        static void Expect(string answer)
        {
            if (answer.Length > 0)
            {
                throw new HaproxyException($"HAProxy refused new weights: {answer}");
            }
        }
    }

    /// <summary>New connections get this certificate. An interrupted replacement is thrown away first.</summary>
    /// <param name="pem">Certificate, chain and private key, without empty lines: one would end the payload.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task ReplaceCertificateAsync(string pem, CancellationToken cancellation)
    {
        await SendAsync($"abort ssl cert {TlsState.FileName}", cancellation);
        var set = await socket.SendAsync(
            $"set ssl cert {TlsState.FileName}",
            pem.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            cancellation
        );
        var committed = set.Contains("ransaction", StringComparison.Ordinal)
            ? await SendAsync($"commit ssl cert {TlsState.FileName}", cancellation)
            : set;
        if (!committed.Contains("Success", StringComparison.Ordinal))
        {
            await SendAsync($"abort ssl cert {TlsState.FileName}", cancellation);
            throw new HaproxyException($"HAProxy refused the new certificate: {set} {committed}");
        }
    }
}
