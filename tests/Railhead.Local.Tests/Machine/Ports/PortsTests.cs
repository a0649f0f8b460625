using System.Net;
using System.Net.Sockets;
using Railhead.Model;

namespace Railhead.Local.Tests;

public sealed class PortsTests : IDisposable
{
    readonly string _home = Directory.CreateTempSubdirectory("rh-ports-").FullName;

    static CancellationToken Cancellation => MachineFixture.Cancellation;

    Ports Ports => new(_home, TimeProvider.System);

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task An_environment_keeps_its_block_and_gives_it_back_when_released()
    {
        var first = await Ports.AcquireAsync("shop", "local", Cancellation);
        Assert.InRange(first.Start, 20000, 32768 - first.Size);
        Assert.Equal(first, await Ports.AcquireAsync("shop", "local", Cancellation));
        await Ports.ReleaseAsync("shop", "local", Cancellation);
        Assert.DoesNotContain(
            "shop",
            await File.ReadAllTextAsync(Path.Combine(_home, "ports.json"), Cancellation),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Environments_that_ask_at_the_same_time_never_get_the_same_ports()
    {
        var blocks = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(i => Task.Run(() => Ports.AcquireAsync("shop", $"e{i}", Cancellation)))
        );
        Assert.Equal(blocks.Length, blocks.Select(b => b.Start).Distinct().Count());
    }

    [Fact]
    public async Task A_block_in_which_somebody_listens_is_not_given_out()
    {
        var free = await Ports.AcquireAsync("shop", "local", Cancellation);
        await Ports.ReleaseAsync("shop", "local", Cancellation);
        using var taken = new TcpListener(IPAddress.Any, free.Start + 10);
        taken.Start();
        Assert.NotEqual(free, await Ports.AcquireAsync("shop", "local", Cancellation));
    }

    [Fact]
    public async Task A_port_that_another_up_has_just_chosen_is_not_chosen()
    {
        var port = FreePort.Find();
        using var another = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        another.Bind(new UnixDomainSocketEndPoint($"\0railhead-port-{port}"));
        Assert.NotEqual(port, await Ports.ChooseHttpAsync("shop", "local", IPAddress.Loopback, port, isDefault: true, Cancellation));
    }

    [Fact]
    public async Task A_taken_default_moves_on_once_and_is_kept_and_an_explicit_one_is_an_error_that_names_the_holder()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var error = await Assert.ThrowsAsync<RailheadException>(() =>
            Ports.ChooseHttpAsync("shop", "local", IPAddress.Loopback, port, isDefault: false, Cancellation)
        );
        Assert.Equal("RH3008", error.Code);
        Assert.Contains($"Port {port} is in use by", error.Message, StringComparison.Ordinal);
        Assert.Contains($"(pid {Environment.ProcessId})", error.Message, StringComparison.Ordinal);

        var chosen = await Ports.ChooseHttpAsync("shop", "local", IPAddress.Loopback, port, isDefault: true, Cancellation);
        Assert.InRange(chosen, port + 1, port + 100);
        taken.Stop();
        Assert.Equal(chosen, await Ports.ChooseHttpAsync("shop", "local", IPAddress.Loopback, port, isDefault: true, Cancellation));
        Assert.Equal(port, await Ports.ChooseHttpAsync("shop", "local", IPAddress.Loopback, port, isDefault: false, Cancellation));
        // Free at this moment, but another environment's.
        Assert.NotEqual(port, await Ports.ChooseHttpAsync("shop", "staging", IPAddress.Loopback, port, isDefault: true, Cancellation));
        var another = await Assert.ThrowsAsync<RailheadException>(() =>
            Ports.ChooseHttpAsync("blog", "local", IPAddress.Loopback, port, isDefault: false, Cancellation)
        );
        Assert.Equal("RH3145", another.Code);
    }

    [Fact]
    public void The_holder_of_a_port_is_found_and_nobody_holds_a_free_one()
    {
        using var taken = new TcpListener(IPAddress.IPv6Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        Assert.Equal(Environment.ProcessId, PortHolder.Of(port)!.Pid);
        taken.Stop();
        Assert.Null(PortHolder.Of(port));
    }
}
