namespace Railhead.Local;

/// <summary>
/// The holders of listening sockets, <c>s6-fdholderd</c>: while a server restarts, connections wait in the kernel's queue instead of being
/// refused. There are two with the same sockets, and one that is started again gets them from the other.
/// </summary>
public static class SocketsService
{
    /// <summary>Both holders' services; the first is the one that servers ask first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["sockets", "sockets-2"];

    /// <summary>A holder's own socket.</summary>
    public static string SocketOf(Layout layout, string name) =>
        Path.Combine(layout.RunControl, name == Names[0] ? "fdholder.sock" : "fdholder-2.sock");

    public static IReadOnlyList<ServiceDefinition> Definitions(Layout layout) =>
        [Definition(layout, Names[0], other: Names[1]), Definition(layout, Names[1], other: Names[0])];

    static ServiceDefinition Definition(Layout layout, string name, string other)
    {
        var (own, others) = (ShellText.Quote(SocketOf(layout, name)), ShellText.Quote(SocketOf(layout, other)));
        return new(name, ["s6-fdholder-daemon", "-i", "rules", SocketOf(layout, name)])
        {
            // Once this one answers. It is in the service's group, so that it ends with it.
            Prepare =
            [
                "(",
                "    n=0",
                $"    while [ $n -lt 50 ] && ! s6-fdholder-list {own} >/dev/null 2>&1; do sleep 0.1; n=$((n + 1)); done",
                $"    for id in $(s6-fdholder-list {others} 2>/dev/null); do {Copy(others, own, "\"$id\"")}; done",
                ") &",
            ],
            // The holder's own user may do everything; every other user is refused.
            Files = new Dictionary<string, string>
            {
                ["rules/uid/self/allow"] = "",
                ["rules/uid/self/env/S6_FDHOLDER_LIST"] = "1",
                ["rules/uid/self/env/S6_FDHOLDER_GETDUMP"] = "1",
                ["rules/uid/self/env/S6_FDHOLDER_SETDUMP"] = "1",
                ["rules/uid/self/env/S6_FDHOLDER_STORE_REGEX"] = ".",
                ["rules/uid/self/env/S6_FDHOLDER_RETRIEVE_REGEX"] = ".",
            },
        };
    }

    // Fails where the socket is there already, which is as good.
    static string Copy(string from, string to, string id) => $"s6-fdholder-retrieve {from} {id} s6-fdholder-store {to} {id} 2>/dev/null";

    /// <summary>A server that gets its listeners from the holders. It keeps all else of <paramref name="server"/>.</summary>
    /// <param name="layout">The environment.</param>
    /// <param name="binder">Program and first arguments of <see cref="SocketBinder"/>.</param>
    /// <param name="listeners">The addresses that the server listens on.</param>
    /// <param name="reserves">Descriptors of sockets without an address, see <see cref="ReservedSockets"/>.</param>
    /// <param name="accounts">The listener is got as the control plane's user, before the server's own takes over.</param>
    /// <param name="server">Needs a working directory, which its user can enter.</param>
    public static ServiceDefinition Listening(
        Layout layout,
        IReadOnlyList<string> binder,
        IReadOnlyList<Listener> listeners,
        IReadOnlyList<int> reserves,
        Accounts accounts,
        ServiceDefinition server
    )
    {
        IReadOnlyList<string> command = [.. UserSwitch.Words(server.RunAs, accounts.Control.Uid), .. server.Command];
        IReadOnlyList<HeldSocket> sockets =
        [
            .. listeners.Select(listener => new HeldSocket(
                listener.NameFor(server),
                listener.Descriptor,
                fd => [.. binder, listener.Address, $"{listener.Port}", $"{fd}", "--"]
            )),
            .. reserves.Select(descriptor => new HeldSocket(
                Listener.ReserveFor(server.Name, descriptor),
                descriptor,
                fd => [.. binder, SocketBinder.NoAddress, "0", $"{fd}", "--"]
            )),
        ];
        return server with
        {
            RunAs = null,
            Home = server.RunAs is null ? server.Home : server.Home ?? server.WorkingDirectory,
            Prepare = [.. server.Prepare, .. Acquire(layout, sockets, server, command)],
            Command = Retrieve(SocketOf(layout, Names[0]), sockets, command),
        };
    }

    /// <param name="Name">The name under which the holders keep it.</param>
    /// <param name="Descriptor">Where the server expects it.</param>
    /// <param name="Make">The command that runs another one with a new socket of this kind as the given descriptor.</param>
    sealed record HeldSocket(string Name, int Descriptor, Func<int, IReadOnlyList<string>> Make);

    // A holder hands a socket over as descriptor 0.
    static IReadOnlyList<string> Retrieve(string holder, IEnumerable<HeldSocket> sockets, IReadOnlyList<string> command) =>
        sockets
            .Reverse()
            .Aggregate(
                command,
                (rest, socket) =>
                    [
                        "s6-fdholder-retrieve",
                        holder,
                        socket.Name,
                        "/bin/sh",
                        "-c",
                        $"exec \"$@\" {socket.Descriptor}<&0 </dev/null",
                        "sh",
                        .. rest,
                    ]
            );

    /// <summary>
    /// Shell lines that see to it that the first holder has the sockets, and no holder former ones. Without the first holder they run
    /// the server on the second's, or on sockets of its own: serving matters more than the next restart.
    /// </summary>
    static IReadOnlyList<string> Acquire(
        Layout layout,
        IReadOnlyList<HeldSocket> sockets,
        ServiceDefinition server,
        IReadOnlyList<string> command
    )
    {
        var (first, second) = (SocketOf(layout, Names[0]), SocketOf(layout, Names[1]));
        var names = sockets.Select(socket => ShellText.Quote(socket.Name)).ToList();
        IReadOnlyList<string> own = [.. sockets.SelectMany(socket => socket.Make(socket.Descriptor)), .. command];
        return
        [
            $"first={ShellText.Quote(first)} second={ShellText.Quote(second)}",
            "n=0",
            "while [ $n -lt 10 ] && ! s6-fdholder-list \"$first\" >/dev/null 2>&1; do sleep 0.1; n=$((n + 1)); done",
            // clean HOLDER: deletes former sockets.
            "clean() {",
            "    for id in $(s6-fdholder-list \"$1\" 2>/dev/null); do",
            $"        case $id in {string.Join('|', names)}) ;; {ShellText.Quote(server.Name + ":")}*) s6-fdholder-delete \"$1\" \"$id\" ;; esac",
            "    done",
            "}",
            // has HOLDER ID
            "has() { s6-fdholder-list \"$1\" 2>/dev/null | grep -Fxq -- \"$2\"; }",
            // ready HOLDER: whether it has all of them.
            $"ready() {{ for id in {string.Join(' ', names)}; do has \"$1\" \"$id\" || return 1; done; }}",
            "clean \"$second\"",
            "clean \"$first\"",
            .. sockets.SelectMany(socket =>
                (IReadOnlyList<string>)
                    [
                        $"id={ShellText.Quote(socket.Name)}",
                        "if ! has \"$first\" \"$id\"; then",
                        $"    if has \"$second\" \"$id\"; then {Copy("\"$second\"", "\"$first\"", "\"$id\"")} || :",
                        $"    else {ShellText.Line([.. socket.Make(0), "s6-fdholder-store", first, socket.Name])} || :; fi",
                        "fi",
                    ]
            ),
            "if ! ready \"$first\"; then",
            "    started",
            $"    cd {ShellText.Quote(server.WorkingDirectory!)} || exit 1",
            $"    if ready \"$second\"; then exec {ShellText.Line(Retrieve(second, sockets, command))}; fi",
            $"    exec {ShellText.Line(own)}",
            "fi",
            $"for id in {string.Join(' ', names)}; do",
            $"    has \"$second\" \"$id\" || {Copy("\"$first\"", "\"$second\"", "\"$id\"")} || :",
            "done",
        ];
    }
}
