using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Railhead.Local;

/// <summary>HAProxy's runtime API on its unix socket (Management Guide, "Unix Socket commands"): a connection for each batch of commands.</summary>
/// <param name="socket">The stats socket.</param>
public sealed class HaproxyRuntime(string socket)
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public static string SocketOf(Layout layout) => Path.Combine(layout.RunLoadBalancer, "ha.sock");

    /// <summary>The answer to one command, without the empty line at its end.</summary>
    /// <exception cref="IOException">HAProxy is not there, or did not answer.</exception>
    public async Task<string> AskAsync(string command)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), limit.Token);
            await using var stream = new NetworkStream(connection);
            await stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\n"), limit.Token);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return (await reader.ReadToEndAsync(limit.Token)).TrimEnd('\n');
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            throw new IOException($"the load balancer does not answer on {socket} ({e.Message})", e);
        }
    }

    /// <summary>A command that answers nothing, or what is expected, when it succeeds.</summary>
    /// <exception cref="IOException">It answered something else.</exception>
    public async Task DoAsync(string command, params string[] accepted)
    {
        var answer = await AskAsync(command);
        if (answer.Length > 0 && !accepted.Any(word => answer.Contains(word, StringComparison.Ordinal)))
            throw new IOException($"the load balancer refused \"{command.Split('\n')[0]}\": {answer}");
    }

    /// <summary>Process id of the worker, and the description that its configuration carries.</summary>
    public async Task<(int Pid, string Description)> InfoAsync()
    {
        var lines = (await AskAsync("show info")).Split('\n');
        string Field(string name) => lines.FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..] ?? "";
        return int.TryParse(Field("Pid"), CultureInfo.InvariantCulture, out var pid)
            ? (pid, Field("description"))
            : throw new IOException("the load balancer did not say its process id");
    }

    /// <summary>Every server of every backend.</summary>
    public async Task<IReadOnlyList<HaproxyServer>> ServersAsync()
    {
        const string servers = "show stat -1 4 -1";
        var lines = (await AskAsync(servers)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || !lines[0].StartsWith("# ", StringComparison.Ordinal)) throw new IOException("the load balancer gave no statistics");
        var columns = lines[0][2..].Split(',').Select((name, index) => (name, index)).ToDictionary(column => column.name, column => column.index);
        return [.. lines.Skip(1).Select(line => line.Split(',')).Select(row => new HaproxyServer(
            row[columns["pxname"]],
            row[columns["svname"]],
            row[columns["status"]],
            Number(row[columns["weight"]]),
            Number(row[columns["scur"]]),
            Number(row[columns["qcur"]]),
            row[columns["check_status"]].TrimStart('*', ' '),
            row[columns["check_code"]]))];
    }

    /// <summary>The running map's rows, as it has them.</summary>
    public async Task<IReadOnlyList<(string Key, string Backend)>> MapAsync()
    {
        var answer = await AskAsync($"show map {HaproxyConfiguration.MapFile}");
        // Each row has its address before it: "0x55… r1.0 web-blue".
        return [.. answer.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).Where(row => row.Length == 3).Select(row => (row[1], row[2]))];
    }

    /// <summary>Replaces the whole running map in one step.</summary>
    public async Task SwapMapAsync(IReadOnlyList<(string Key, string Backend)> rows)
    {
        const int batch = 300;
        var prepared = await AskAsync($"prepare map {HaproxyConfiguration.MapFile}");
        var version = prepared.Split(' ')[^1];
        if (!int.TryParse(version, CultureInfo.InvariantCulture, out _)) throw new IOException($"the load balancer prepared no new map: {prepared}");
        foreach (var part in rows.Chunk(batch))
            await DoAsync($"add map @{version} {HaproxyConfiguration.MapFile} <<\n{string.Concat(part.Select(row => $"{row.Key} {row.Backend}\n"))}");
        await DoAsync($"commit map @{version} {HaproxyConfiguration.MapFile}");
    }

    static int Number(string field) => int.TryParse(field, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>A server as the statistics show it.</summary>
/// <param name="Backend">Its backend.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">UP, DOWN, MAINT, DRAIN, "no check", with a count where it is about to change.</param>
/// <param name="Weight">0 to 256.</param>
/// <param name="Sessions">Requests that are with it.</param>
/// <param name="Queued">Requests that wait for it.</param>
/// <param name="CheckStatus">Of the last check, such as L7OK, L4CON, L7STS; empty without one.</param>
/// <param name="CheckCode">HTTP status of the last check, where there was one.</param>
public sealed record HaproxyServer(string Backend, string Name, string Status, int Weight, int Sessions, int Queued, string CheckStatus, string CheckCode)
{
    public bool IsUp => Status.StartsWith("UP", StringComparison.Ordinal);

    public bool IsInMaintenance => Status.StartsWith("MAINT", StringComparison.Ordinal);

    public bool IsDraining => Status.StartsWith("DRAIN", StringComparison.Ordinal);

    /// <summary>What the last check found, for people.</summary>
    public string? LastCheck => CheckStatus switch
    {
        "" or "INI" or "UNK" => null,
        "L7OK" or "L7OKC" => $"status {CheckCode}",
        "L7STS" => $"status {CheckCode}",
        "L4CON" => "connection refused",
        "L4TOUT" or "L7TOUT" or "L6TOUT" => "no answer in time",
        "L7RSP" or "SOCKERR" => "no answer from the app (does it listen on $PORT?)",
        _ => CheckStatus,
    };
}
