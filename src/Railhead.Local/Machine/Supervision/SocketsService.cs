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

    /// <summary>A server that gets its listener from the holders. It keeps all else of <paramref name="server"/>.</summary>
    /// <param name="layout">The environment.</param>
    /// <param name="binder">Program and first arguments of <see cref="SocketBinder"/>.</param>
    /// <param name="listener">The address that the server listens on.</param>
    /// <param name="accounts">The listener is got as the control plane's user, before the server's own takes over.</param>
    /// <param name="server">Needs a working directory, which its user can enter.</param>
    public static ServiceDefinition Listening(
        Layout layout,
        IReadOnlyList<string> binder,
        Listener listener,
        Accounts accounts,
        ServiceDefinition server
    )
    {
        IReadOnlyList<string> command = [.. UserSwitch.Words(server.RunAs, accounts.Control.Uid), .. server.Command];
        return server with
        {
            RunAs = null,
            Home = server.RunAs is null ? server.Home : server.Home ?? server.WorkingDirectory,
            Prepare = [.. server.Prepare, .. Acquire(layout, binder, listener, server, command)],
            Command = Retrieve(SocketOf(layout, Names[0]), listener.NameFor(server), listener.Descriptor, command),
        };
    }

    // A holder hands the socket over as descriptor 0.
    static IReadOnlyList<string> Retrieve(string holder, string listener, int descriptor, IReadOnlyList<string> command) =>
        ["s6-fdholder-retrieve", holder, listener, "/bin/sh", "-c", $"exec \"$@\" {descriptor}<&0 </dev/null", "sh", .. command];

    /// <summary>
    /// Shell lines that see to it that the first holder has the listener, and no holder a former one. Without the first holder they run
    /// the server on the second's, or on a listener of its own: serving matters more than the next restart.
    /// </summary>
    static IReadOnlyList<string> Acquire(
        Layout layout,
        IReadOnlyList<string> binder,
        Listener listener,
        ServiceDefinition server,
        IReadOnlyList<string> command
    )
    {
        var name = listener.NameFor(server);
        var (first, second) = (SocketOf(layout, Names[0]), SocketOf(layout, Names[1]));
        string Bind(int fd, IReadOnlyList<string> then) =>
            ShellText.Line([.. binder, listener.Address, $"{listener.Port}", $"{fd}", "--", .. then]);
        return
        [
            $"first={ShellText.Quote(first)} second={ShellText.Quote(second)} listener={ShellText.Quote(name)}",
            "n=0",
            "while [ $n -lt 10 ] && ! s6-fdholder-list \"$first\" >/dev/null 2>&1; do sleep 0.1; n=$((n + 1)); done",
            // keeps HOLDER: whether it has the listener.
            "keeps() {",
            "    kept=1",
            "    for id in $(s6-fdholder-list \"$1\" 2>/dev/null); do",
            $"        case $id in \"$listener\") kept=0 ;; {ShellText.Quote(server.Name + ":")}*) s6-fdholder-delete \"$1\" "
                + "\"$id\" ;; esac",
            "    done",
            "    return $kept",
            "}",
            "keeps \"$second\" && spare=1 || spare=",
            "if ! keeps \"$first\"; then",
            $"    if [ \"$spare\" ]; then {Copy("\"$second\"", "\"$first\"", "\"$listener\"")}",
            $"    else {Bind(0, ["s6-fdholder-store", first, name])}; fi || {{",
            "        started",
            $"        cd {ShellText.Quote(server.WorkingDirectory!)} || exit 1",
            $"        [ ! \"$spare\" ] || exec {ShellText.Line(Retrieve(second, name, listener.Descriptor, command))}",
            $"        exec {Bind(listener.Descriptor, command)}",
            "    }",
            "fi",
            $"[ \"$spare\" ] || {Copy("\"$first\"", "\"$second\"", "\"$listener\"")} || :",
        ];
    }
}
