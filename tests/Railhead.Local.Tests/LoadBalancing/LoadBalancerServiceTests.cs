using System.Net;
using System.Net.Sockets;

namespace Railhead.Local.Tests;

public sealed class LoadBalancerServiceTests
{
    const string Configuration = """
        global
            hard-stop-after 5s
            nbthread 1
        defaults
            mode http
            timeout connect 1s
            timeout client 5s
            timeout server 5s
        frontend web
            bind fd@3
            http-request return status 200 content-type text/plain string "it serves"

        """;

    static CancellationToken Cancellation => MachineFixture.Cancellation;

    [Fact]
    public async Task Connections_wait_while_HAProxy_is_killed_and_none_is_refused()
    {
        await using var machine = await MachineFixture.StartAsync();
        var port = await ServeAsync(machine);
        await Eventually.IsAsync(
            () => File.ReadAllText($"/proc/{Pid(machine)}/status"),
            s =>
                s.StartsWith("Name:\thaproxy\n", StringComparison.Ordinal)
                && s.Contains($"Uid:\t{machine.Accounts.Platform.Uid}\t", StringComparison.Ordinal),
            "HAProxy runs as the platform's user"
        );
        using var client = Client();
        for (var round = 0; round < 2; round++)
        {
            var former = Pid(machine);
            MachineFixture.Kill(former);
            // The worker ends with its master; what it had accepted until then is lost with it.
            await Eventually.IsAsync(() => ProcessTable.IsGroupAlive(former), alive => !alive, "master and worker are dead");
            for (var i = 0; i < 20; i++)
            {
                Assert.Equal("it serves", await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/"), Cancellation));
            }

            Assert.NotEqual(former, await machine.UpAsync(LoadBalancerService.Name, former));
        }
    }

    [Fact]
    public async Task Nothing_is_refused_when_a_holder_and_then_HAProxy_are_killed()
    {
        await using var machine = await MachineFixture.StartAsync();
        var port = await ServeAsync(machine);
        using var client = Client();
        foreach (var holder in SocketsService.Names)
        {
            foreach (var each in SocketsService.Names)
            {
                await Eventually.TrueAsync(async () => (await HeldAsync(machine, each)).Length > 0, $"{each} has the socket");
            }

            MachineFixture.Kill(machine.Supervisor.Status(holder)!.Pid!.Value);
            var former = Pid(machine);
            MachineFixture.Kill(former);
            await Eventually.IsAsync(() => ProcessTable.IsGroupAlive(former), alive => !alive, "master and worker are dead");
            for (var i = 0; i < 20; i++)
            {
                Assert.Equal("it serves", await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/"), Cancellation));
            }

            await machine.UpAsync(LoadBalancerService.Name, former);
        }
    }

    [Fact]
    public async Task It_serves_also_when_the_holders_are_dead_and_the_next_start_gives_the_socket_back_to_them()
    {
        await using var machine = await MachineFixture.StartAsync();
        var port = await ServeAsync(machine);
        using var client = Client();
        foreach (var holder in SocketsService.Names)
        {
            await machine.Supervisor.StopAsync(holder, Cancellation);
        }

        await RestartAsync(machine);
        await Eventually.IsAsync(() => PortHolder.Of(port)?.Command, c => c == "haproxy", "HAProxy listens by itself");
        Assert.Equal("it serves", await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/"), Cancellation));

        foreach (var holder in SocketsService.Names)
        {
            await machine.Supervisor.StartServiceAsync(holder, Cancellation);
            await machine.UpAsync(holder);
        }

        await RestartAsync(machine);
        Assert.Equal("it serves", await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/"), Cancellation));
        foreach (var holder in SocketsService.Names)
        {
            Assert.Equal(Kept(port), await HeldAsync(machine, holder));
        }
    }

    [Fact]
    public async Task Another_port_takes_the_place_of_the_former_one()
    {
        await using var machine = await MachineFixture.StartAsync();
        var former = await ServeAsync(machine);
        var port = await ServeAsync(machine);
        await RestartAsync(machine);
        using var client = Client();
        Assert.Equal("it serves", await client.GetStringAsync(new Uri($"http://127.0.0.1:{port}/"), Cancellation));
        Assert.True(Ports.CanBind(IPAddress.Loopback, former));
        foreach (var holder in SocketsService.Names)
        {
            Assert.Equal(Kept(port), await HeldAsync(machine, holder));
        }
    }

    [Fact]
    public async Task A_reserved_socket_listens_without_a_restart_and_closes_again()
    {
        await using var machine = await MachineFixture.StartAsync();
        await ServeAsync(machine);
        var sockets = new ReservedSockets(machine.Layout, Environment.ProcessPath!);
        var listener = new Listener("127.0.0.1", FreePort.Find(), LoadBalancerService.TlsDescriptors[0]);
        var (name, reserve) = (LoadBalancerService.NameOf(listener), Listener.ReserveFor(LoadBalancerService.Name, listener.Descriptor));
        Assert.True(await sockets.ListenAsync(reserve, listener, name, Cancellation));
        // It is the socket that HAProxy has.
        var haproxy = machine.Supervisor.Status(LoadBalancerService.Name)!.Pid;
        var inode = new FileInfo($"/proc/{haproxy}/fd/{listener.Descriptor}").LinkTarget!.Split('[', ']')[1];
        Assert.Contains(File.ReadLines("/proc/net/tcp"), line => line.Contains($" {inode} ", StringComparison.Ordinal));
        foreach (var holder in SocketsService.Names)
        {
            var held = await HeldAsync(machine, holder);
            Assert.Contains(name, held, StringComparison.Ordinal);
            Assert.DoesNotContain(reserve, held, StringComparison.Ordinal);
        }

        // It serves once, and an address that is taken is refused.
        Assert.False(await sockets.ListenAsync(reserve, listener, name, Cancellation));
        await sockets.CloseAsync(name, Cancellation);
        Assert.Null(PortHolder.Of(listener.Port));
        Assert.True(Ports.CanBind(IPAddress.Loopback, listener.Port));
        Assert.DoesNotContain(name, await sockets.NamesAsync(Cancellation));
    }

    [Fact]
    public async Task A_taken_port_is_reported_with_the_name_of_who_has_it()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var result = await new Command(Environment.ProcessPath!, "bind", "127.0.0.1", $"{port}", "3", "--", "true").RunAsync(
            cancellation: Cancellation
        );
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"cannot listen on 127.0.0.1 port {port}: held by", result.Error, StringComparison.Ordinal);
        Assert.Contains($"(pid {Environment.ProcessId})", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bound_program_gets_its_arguments_and_a_listening_descriptor()
    {
        var result = await new Command(
            Environment.ProcessPath!,
            "bind",
            "::1",
            "0",
            "7",
            "--",
            "/bin/sh",
            "-c",
            "readlink /proc/self/fd/7; grep SigIgn /proc/self/status; echo \"$1\"",
            "sh",
            "an argument"
        ).RunAsync(cancellation: Cancellation);
        Assert.StartsWith("socket:", result.Output, StringComparison.Ordinal);
        Assert.Contains("SigIgn:\t0000000000000000", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("an argument\n", result.Output, StringComparison.Ordinal);
    }

    static async Task<int> ServeAsync(MachineFixture machine)
    {
        var block = await new Ports(machine.Layout.Home, TimeProvider.System).AcquireAsync("app", "local", Cancellation);
        var port = block.Start + machine.Supervisor.Names().Count;
        Ownership.EnsureFolder(machine.Layout.LoadBalancer, machine.Accounts.Platform);
        DurableFile.Write(LoadBalancerService.ConfigurationOf(machine.Layout), Configuration, owner: machine.Accounts.Platform);
        foreach (var holder in SocketsService.Definitions(machine.Layout))
        {
            await machine.Supervisor.InstallAsync(holder, cancellation: Cancellation);
        }

        await machine.Supervisor.InstallAsync(
            LoadBalancerService.Definition(
                machine.Layout,
                MachineFixture.Tools,
                machine.Accounts,
                new Listener("127.0.0.1", port, LoadBalancerService.Descriptor),
                tls: null,
                [Environment.ProcessPath!]
            )
            // One that is still starting does not hear USR1.
            with
            {
                StopTimeout = TimeSpan.FromSeconds(0.5),
            },
            cancellation: Cancellation
        );
        await machine.UpAsync(LoadBalancerService.Name);
        return port;
    }

    static Task RestartAsync(MachineFixture machine) => machine.Supervisor.RestartAsync(LoadBalancerService.Name, Cancellation);

    static int Pid(MachineFixture machine) => machine.Supervisor.Status(LoadBalancerService.Name)!.Pid!.Value;

    static async Task<string> HeldAsync(MachineFixture machine, string holder) =>
        (
            await new Command("s6-fdholder-list", SocketsService.SocketOf(machine.Layout, holder)).RunAsync(cancellation: Cancellation)
        ).Output;

    static string Kept(int port) =>
        $"loadbalancer:127.0.0.1:{port}\n"
        + string.Concat(LoadBalancerService.TlsDescriptors.Select(descriptor => $"loadbalancer:reserve:{descriptor}\n"));

    // As HTTP libraries do: a new connection for each request, and patience.
    static HttpClient Client() =>
        new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = TimeSpan.FromSeconds(5) };
}
