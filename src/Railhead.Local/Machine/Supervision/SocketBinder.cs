using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Railhead.Local;

/// <summary>
/// <c>railhead bind ADDRESS PORT FD -- PROGRAM ARGUMENTS…</c>: becomes PROGRAM with a listening socket as descriptor FD. Debian has no
/// package with such a tool. With <c>-</c> as ADDRESS, the socket has no address and does not listen yet.
/// </summary>
public static partial class SocketBinder
{
    /// <summary>In place of an address: the socket gets one later, see <see cref="ReservedSockets"/>.</summary>
    public const string NoAddress = "-";

    // Connections that may wait in the kernel.
    const int Backlog = 1024;

    /// <summary>Returns only on failure, with the exit code; what is wrong is on standard error.</summary>
    /// <param name="args">The words after <c>bind</c>.</param>
    public static int Run(string[] args)
    {
        const int failed = 1,
            wrongUsage = 2;
        if (
            args is not [var addressText, var portText, var descriptorText, "--", var program, ..]
            || !IPAddress.TryParse(addressText == NoAddress ? "0.0.0.0" : addressText, out var address)
            || !ushort.TryParse(portText, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || !ushort.TryParse(descriptorText, NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor)
        )
        {
            Console.Error.WriteLine("usage: railhead bind ADDRESS PORT FD -- PROGRAM ARGUMENTS...");
            return wrongUsage;
        }

        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // .NET's ReuseAddress would also set SO_REUSEPORT, with which a second listener steals connections.
            const int socketLevel = 1,
                reuseAddress = 2;
            socket.SetRawSocketOption(socketLevel, reuseAddress, BitConverter.GetBytes(1));
            if (addressText != NoAddress)
            {
                socket.Bind(new IPEndPoint(address, port));
                socket.Listen(Backlog);
            }
        }
        catch (SocketException e)
        {
            Console.Error.WriteLine(
                $"railhead: cannot listen on {address} port {port}: "
                    + (PortHolder.Of(port) is { } holder ? $"held by {holder.Description}" : e.Message)
            );
            return failed;
        }

        Console.Error.Flush();
        var error = Become(program, args[4..], (int)socket.Handle, descriptor);
        Console.Error.WriteLine($"railhead: cannot run {program}: {Marshal.GetPInvokeErrorMessage(error)}");
        return failed;
    }

    /// <summary><c>railhead listen ADDRESS PORT</c>: descriptor 0 listens there, or not any more if the address is <c>-</c>.</summary>
    public static int Listen(string[] args)
    {
        using var socket = new Socket(new SafeSocketHandle(0, ownsHandle: false));
        try
        {
            if (args[0] == NoAddress)
            {
                socket.Shutdown(SocketShutdown.Both);
            }
            else
            {
                socket.Bind(IPEndPoint.Parse($"{args[0]}:{args[1]}"));
                socket.Listen(Backlog);
            }

            return 0;
        }
        catch (SocketException e)
        {
            Console.Error.WriteLine($"railhead: {args[0]}:{args[1]}: {e.Message}");
            return 1;
        }
    }

    static unsafe int Become(string program, string[] arguments, int socket, int descriptor)
    {
        // Everything is ready before descriptors move: FD may be one that the runtime uses.
        var path = Marshal.StringToCoTaskMemUTF8(program);
        var list = (nint*)NativeMemory.AllocZeroed((nuint)arguments.Length + 1, (nuint)sizeof(nint));
        for (var i = 0; i < arguments.Length; i++)
        {
            list[i] = Marshal.StringToCoTaskMemUTF8(arguments[i]);
        }

        const nint byDefault = 0;
        const int closeOnExec = 1,
            setFlags = 2;
        // The runtime ignores it, and ignored signals stay so in the next program.
        _ = Signal(Signals.Pipe, byDefault);
        if (socket == descriptor)
        {
            _ = FileControl(socket, setFlags, 0);
        }
        else if (Duplicate(socket, descriptor) < 0)
        {
            return Marshal.GetLastSystemError();
        }
        else
        {
            _ = FileControl(socket, setFlags, closeOnExec);
        }

        _ = Execute(path, list);
        return Marshal.GetLastSystemError();
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int number, nint handler);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Duplicate(int from, int to);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int FileControl(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "execvp")]
    private static unsafe partial int Execute(nint path, nint* arguments);
}
