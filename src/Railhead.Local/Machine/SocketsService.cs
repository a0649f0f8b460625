namespace Railhead.Local;

/// <summary>
/// The holder of listening sockets, <c>s6-fdholderd</c>: while HAProxy restarts, connections wait in the kernel's queue instead of being refused.
/// </summary>
public static class SocketsService
{
    public const string Name = "sockets";

    /// <summary>The holder's own socket.</summary>
    public static string SocketOf(Layout layout) => Path.Combine(layout.RunControl, "fdholder.sock");

    public static ServiceDefinition Definition(Layout layout) => new(Name, ["s6-fdholder-daemon", "-i", "rules", SocketOf(layout)])
    {
        // Whoever runs as the holder's own user may do everything; nobody else anything.
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

    /// <summary>The name under which the holder keeps a listener; another address is another name.</summary>
    public static string ListenerOf(string address, int port) => $"http:{address}:{port}";

    /// <summary>
    /// Shell lines that see to it that the holder has the listener and no former one. Without a holder they run
    /// <paramref name="command"/> on a listener of its own: serving matters more than the next restart.
    /// </summary>
    /// <param name="layout">The environment.</param>
    /// <param name="binder">Program and first arguments of <see cref="SocketBinder"/>.</param>
    /// <param name="address">IP address.</param>
    /// <param name="port">Port.</param>
    /// <param name="descriptor">Where <paramref name="command"/> expects the listener.</param>
    /// <param name="workingDirectory">The server's; its user must be able to enter it.</param>
    /// <param name="command">The server.</param>
    public static IReadOnlyList<string> Acquire(
        Layout layout, IReadOnlyList<string> binder, string address, int port, int descriptor, string workingDirectory, IReadOnlyList<string> command)
    {
        var holder = ShellText.Quote(SocketOf(layout));
        var listener = ShellText.Quote(ListenerOf(address, port));
        string Bind(int fd, IReadOnlyList<string> then) =>
            ShellText.Line([.. binder, address, $"{port}", $"{fd}", "--", .. then]);
        return
        [
            $"holder={holder} listener={listener} held=",
            "n=0",
            "while [ $n -lt 10 ] && ! s6-fdholder-list \"$holder\" >/dev/null 2>&1; do sleep 0.1; n=$((n + 1)); done",
            "for id in $(s6-fdholder-list \"$holder\" 2>/dev/null); do",
            "    if [ \"$id\" = \"$listener\" ]; then held=1; else s6-fdholder-delete \"$holder\" \"$id\"; fi",
            "done",
            "if [ -z \"$held\" ]; then",
            $"    {Bind(0, ["s6-fdholder-store", SocketOf(layout), ListenerOf(address, port)])} || {{",
            "        started",
            $"        cd {ShellText.Quote(workingDirectory)} || exit 1",
            $"        exec {Bind(descriptor, command)}",
            "    }",
            "fi",
        ];
    }
}
