namespace Railhead.Local;

/// <summary>
/// Sockets that a running server has inherited and that have no address yet. The holders have them too, and it is one socket of the
/// kernel's: when this process gives it an address, the server's descriptor listens there. So a server gets another listener without a
/// restart.
/// </summary>
public sealed class ReservedSockets(Layout layout, string program)
{
    /// <summary>Names of the sockets that a holder has.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellation)
    {
        var listed = await new Command("s6-fdholder-list", Holder(0)).RunAsync(cancellation: cancellation);
        return listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Has the reserved socket listen, and the holders keep it as the listener.</summary>
    /// <returns>False if the holder does not have the socket, or the address is not free.</returns>
    public async Task<bool> ListenAsync(string reserve, Listener listener, string name, CancellationToken cancellation) =>
        await OnAsync(
            reserve,
            // Both holders have it before a restart of the server could want it; the second may be away.
            "\"$5\" listen \"$6\" \"$7\" && s6-fdholder-store \"$1\" \"$3\" || exit 1; s6-fdholder-store \"$2\" \"$3\"; "
                + "s6-fdholder-delete \"$1\" \"$4\"; s6-fdholder-delete \"$2\" \"$4\"; :",
            [Holder(0), Holder(1), name, reserve, program, listener.Address, $"{listener.Port}"],
            cancellation
        );

    /// <summary>Ends a listener: new connections are refused from now on. The server's descriptor of it is of no use any more.</summary>
    public async Task CloseAsync(string name, CancellationToken cancellation) =>
        await OnAsync(
            name,
            $"\"$4\" listen {SocketBinder.NoAddress} 0; s6-fdholder-delete \"$1\" \"$3\"; s6-fdholder-delete \"$2\" \"$3\"",
            [Holder(0), Holder(1), name, program],
            cancellation
        );

    string Holder(int number) => SocketsService.SocketOf(layout, SocketsService.Names[number]);

    /// <summary>Runs a line of shell with the holder's socket as descriptor 0.</summary>
    async Task<bool> OnAsync(string name, string line, IReadOnlyList<string> words, CancellationToken cancellation) =>
        (
            await new Command("s6-fdholder-retrieve", [Holder(0), name, "/bin/sh", "-c", line, "sh", .. words]).RunAsync(
                cancellation: cancellation
            )
        ).Succeeded;
}
