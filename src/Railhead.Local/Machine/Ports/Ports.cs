using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// Which environment has which ports. Chosen once, below the range from which the kernel takes outgoing connections' ports, and kept in
/// <c>ports.json</c>; a lock file serializes everybody who uses the home.
/// </summary>
public sealed class Ports(string home, TimeProvider time)
{
    // A block counts as free when these can be bound: the tasks' and engines' ports lie at its beginning.
    const int Probed = 64;
    const int LowestOpenToAll = 1024;

    static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(30);

    string TableFile => Path.Combine(home, "ports.json");

    /// <summary>The environment's block; chosen now when it has none.</summary>
    public async Task<PortBlock> AcquireAsync(string app, string environment, CancellationToken cancellation = default)
    {
        using var _ = await LockAsync(cancellation);
        var entry = EntryOf(app, environment);
        return new PortBlock(entry.Start, entry.Size);
    }

    /// <summary>
    /// The port of the environment's load balancer. One that was chosen for the same wish is kept, without a look at who holds it now: it
    /// may be
    /// the environment itself. Else a wish that is taken moves on to the next free port when it is only the default, and is an error when
    /// it is explicit.
    /// </summary>
    /// <param name="app">The app.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="address">Where it will listen.</param>
    /// <param name="wanted">The blueprint's <c>listen.http</c>.</param>
    /// <param name="isDefault">Nobody wrote that number.</param>
    /// <param name="cancellation">Ends the wait for the lock.</param>
    /// <exception cref="RailheadException">The explicit port is held by somebody else or another environment's.</exception>
    public async Task<int> ChooseHttpAsync(
        string app,
        string environment,
        IPAddress address,
        int wanted,
        bool isDefault,
        CancellationToken cancellation = default
    )
    {
        using var _ = await LockAsync(cancellation);
        var entry = EntryOf(app, environment);
        if (entry.Http is { } kept && (kept == wanted || (isDefault && entry.HttpWanted == wanted)))
        {
            return kept;
        }

        var others = OthersPorts(entry);
        var chosen = PortChoice
            .Http(wanted, isDefault, others.Keys)
            .Where(p => CanBind(address, p) && PortClaim.TryTake(p))
            .Cast<int?>()
            .FirstOrDefault();
        if (chosen is null && others.TryGetValue(wanted, out var other))
        {
            throw PortErrors.HeldByEnvironment(wanted, other.App, other.Environment);
        }

        if (chosen is null)
        {
            throw Taken(wanted);
        }

        Write(entry with { Http = chosen, HttpWanted = wanted });
        return chosen.Value;
    }

    /// <summary>Takes the port for HTTPS that the blueprint names, or gives the former one back.</summary>
    /// <param name="app">The app.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="address">Where it will listen.</param>
    /// <param name="port">The blueprint's <c>listen.https</c>.</param>
    /// <param name="cancellation">Ends the wait for the lock.</param>
    /// <exception cref="RailheadException">The port is held by somebody else or is another environment's.</exception>
    public async Task TakeHttpsAsync(string app, string environment, IPAddress address, int? port, CancellationToken cancellation = default)
    {
        using var _ = await LockAsync(cancellation);
        var entry = EntryOf(app, environment);
        if (entry.Https == port)
        {
            return;
        }

        if (port is { } wanted)
        {
            if (OthersPorts(entry).TryGetValue(wanted, out var other))
            {
                throw PortErrors.HeldByEnvironment(wanted, other.App, other.Environment);
            }

            if (!CanBind(address, wanted) || !PortClaim.TryTake(wanted))
            {
                throw Taken(wanted);
            }
        }

        Write(entry with { Https = port });
    }

    Dictionary<int, PortEntry> OthersPorts(PortEntry entry) =>
        Read()
            .Environments.Where(other => (other.App, other.Environment) != (entry.App, entry.Environment))
            .SelectMany(other => ((int?[])[other.Http, other.Https]).OfType<int>().Select(port => (port, other)))
            .DistinctBy(pair => pair.port)
            .ToDictionary(pair => pair.port, pair => pair.other);

    /// <summary>Gives an environment's ports back.</summary>
    public async Task ReleaseAsync(string app, string environment, CancellationToken cancellation = default)
    {
        if (!File.Exists(TableFile))
        {
            return;
        }

        using var _ = await LockAsync(cancellation);
        var table = Read();
        Save(table with { Environments = [.. table.Environments.Where(e => (e.App, e.Environment) != (app, environment))] });
    }

    /// <exception cref="RailheadException">Somebody else than the environment itself listens there; the message names them.</exception>
    public static void CheckFree(IPAddress address, int port, Layout layout)
    {
        if (CanBind(address, port))
        {
            return;
        }

        if (PortHolder.Of(port) is not { } holder)
        {
            return;
        }

        if (holder.Pid is { } pid && ProcessTable.ServiceOf(pid)?.StartsWith(layout.Services + "/", StringComparison.Ordinal) == true)
        {
            return;
        }

        throw Taken(port);
    }

    /// <summary>True when a listener could be opened there now.</summary>
    public static bool CanBind(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    static RailheadException Taken(int port) =>
        PortHolder.Of(port) is { } holder
            ? PortErrors.HeldByProcess(port, holder)
            : PortErrors.CannotBeOpened(port, needsRoot: port < LowestOpenToAll && Ownership.CurrentUid != 0);

    PortEntry EntryOf(string app, string environment)
    {
        var entries = Read().Environments;
        if (entries.FirstOrDefault(e => (e.App, e.Environment) == (app, environment)) is { } existing)
        {
            return existing;
        }

        IReadOnlyList<PortBlock> taken = [.. entries.Select(e => new PortBlock(e.Start, e.Size))];
        foreach (var start in PortChoice.Blocks(taken, home, app, environment, LowestEphemeral()))
        {
            if (!Enumerable.Range(start, Probed).All(p => CanBind(IPAddress.Loopback, p)))
            {
                continue;
            }

            var entry = new PortEntry(app, environment, start, PortChoice.BlockSize);
            Write(entry);
            return entry;
        }

        throw PortErrors.NoneLeft(PortChoice.BlockSize, PortChoice.First, PortChoice.Last, TableFile);
    }

    static int LowestEphemeral()
    {
        const string file = "/proc/sys/net/ipv4/ip_local_port_range";
        return File.Exists(file)
            ? int.Parse(File.ReadAllText(file).Split('\t', ' ')[0], CultureInfo.InvariantCulture)
            : PortChoice.Last + 1;
    }

    void Write(PortEntry entry)
    {
        var table = Read();
        Save(
            table with
            {
                Environments = [.. table.Environments.Where(e => (e.App, e.Environment) != (entry.App, entry.Environment)), entry],
            }
        );
    }

    void Save(PortTable table) => DurableFile.Write(TableFile, JsonSerializer.Serialize(table, PortTableJson.Default.PortTable));

    PortTable Read()
    {
        if (!File.Exists(TableFile))
        {
            return new PortTable(1, []);
        }

        PortTable? table;
        try
        {
            table = JsonSerializer.Deserialize(File.ReadAllText(TableFile), PortTableJson.Default.PortTable);
        }
        catch (JsonException e)
        {
            throw PortErrors.TableDamaged(TableFile, e.Message);
        }

        return table is { Version: 1 } ? table : throw PortErrors.TableIsNewer(TableFile);
    }

    Task<ProcessLock> LockAsync(CancellationToken cancellation) =>
        ProcessLock.TakeFileAsync(Path.Combine(home, "ports.lock"), LockLimit, onWait: null, time, cancellation);
}
