using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Railhead.Local;

/// <summary>
/// The forced command of a key: runs as the user of pushes, reads no file, and carries bytes between sshd and the environment's socket.
/// <see cref="PushReceiver"/> decides what happens.
/// </summary>
public static class GitShell
{
    public const string Command = "git-shell";

    const int Failed = 1;

    /// <param name="socket">See <see cref="Layout.PushSocket"/>.</param>
    /// <param name="key">The key's name.</param>
    /// <param name="variable">Reads sshd's variables.</param>
    /// <param name="input">The client's bytes.</param>
    /// <param name="output">To the client.</param>
    /// <param name="error">To the client, for its terminal.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        string socket,
        string key,
        Func<string, string?> variable,
        Stream input,
        Stream output,
        Stream error,
        CancellationToken cancellation
    )
    {
        using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancellation);
        }
        catch (SocketException)
        {
            return await SayAsync("This app is not running on its server, so it takes no push. Start it there: railhead up");
        }

        await using var stream = new NetworkStream(connection);
        var command = variable("SSH_ORIGINAL_COMMAND") ?? "";
        var request = new PushRequest(
            key,
            command.Length > PushRequest.LongestCommand ? command[..PushRequest.LongestCommand] : command,
            (variable("SSH_CONNECTION") ?? "").Split(' ')[0]
        );
        try
        {
            await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(request, PushJson.Default.PushRequest), cancellation);
            await stream.WriteAsync("\n"u8.ToArray(), cancellation);
            _ = SendAsync(connection, stream, input, cancellation);
            while (true)
            {
                var frame = await PushFrame.ReadAsync(stream, cancellation);
                if (frame.Kind == PushFrame.Kinds.Exit)
                {
                    return frame.Content.Span[0];
                }

                var to = frame.Kind == PushFrame.Kinds.Output ? output : error;
                await to.WriteAsync(frame.Content, cancellation);
                await to.FlushAsync(cancellation);
            }
        }
        catch (IOException)
        {
            return await SayAsync(
                "The connection to the app's environment ended before the push did. \"railhead status\" shows its state."
            );
        }

        async Task<int> SayAsync(string text)
        {
            await error.WriteAsync(Encoding.UTF8.GetBytes($"railhead: {text}\n"), cancellation);
            return Failed;
        }
    }

    static async Task SendAsync(Socket connection, Stream stream, Stream input, CancellationToken cancellation)
    {
        try
        {
            await input.CopyToAsync(stream, cancellation);
            connection.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The other direction notices, and says so.
        }
    }
}
