using System.Text;
using System.Text.Json;

namespace Railhead.Local;

/// <summary>
/// The other end of <see cref="GitShell"/>, as the control plane's user: refuses everything but a push to this environment, and runs git
/// for it. Each request has a line in the log.
/// </summary>
/// <param name="layout">The environment.</param>
/// <param name="git">The git program.</param>
/// <param name="remote">The environment's URL for pushes over SSH.</param>
/// <param name="log">Takes lines for the log.</param>
/// <param name="record">Takes the event of a refusal.</param>
public sealed class PushReceiver(Layout layout, string git, string remote, Action<string> log, Action<ComponentEvent> record)
{
    public const string Command = "git-receive";

    /// <summary>Tells the hooks which URL the user knows the environment by.</summary>
    public const string RemoteVariable = "RAILHEAD_REMOTE";

    const int LongestRequest = 16_384,
        PieceLength = 65_536,
        Failed = 1;

    /// <param name="input">The request, a line end, and the client's part of git's protocol.</param>
    /// <param name="output">Takes <see cref="PushFrame"/>s.</param>
    /// <param name="cancellation">Ends git.</param>
    public async Task RunAsync(Stream input, Stream output, CancellationToken cancellation)
    {
        if (await ReadRequestAsync(input, cancellation) is not { } request)
        {
            log("a connection without a request");
            return;
        }

        var who = PushRequest.Harmless($"key {request.Key} from {request.From}");
        try
        {
            if (request.Refusal(layout.App, remote) is { } refusal)
            {
                log($"{who}: refused. {refusal}");
                record(new(Component.Deployment, EventKind.PushRefused, request.Key, $"Refused a request over SSH ({who}). {refusal}"));
                await SayAsync(output, $"railhead: {refusal}\n", cancellation);
                await PushFrame.Exit(Failed).WriteAsync(output, cancellation);
                return;
            }

            log($"{who}: push begins");
            var code = await ReceiveAsync(input, output, cancellation);
            log($"{who}: push ends with exit code {code}");
            await PushFrame.Exit(code).WriteAsync(output, cancellation);
        }
        catch (IOException)
        {
            log($"{who}: the client has gone");
        }
    }

    async Task<int> ReceiveAsync(Stream input, Stream output, CancellationToken cancellation)
    {
        await using var process = new Git(git).Receive(layout.Repository, remote).Pipe(cancellation);
        _ = FeedAsync(input, process.Input, cancellation);
        var piece = new byte[PieceLength];
        while (await process.Output.ReadAsync(piece, cancellation) is > 0 and var read)
        {
            await new PushFrame(PushFrame.Kinds.Output, piece.AsMemory(0, read)).WriteAsync(output, cancellation);
        }

        var end = await process.EndAsync(cancellation);
        await SayAsync(output, end.Error, cancellation);
        return end.ExitCode;
    }

    static async Task FeedAsync(Stream input, Stream process, CancellationToken cancellation)
    {
        try
        {
            await input.CopyToAsync(process, cancellation);
            await process.DisposeAsync();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Git has ended, or the client has gone, which its output shows.
        }
    }

    static Task SayAsync(Stream output, string text, CancellationToken cancellation) =>
        text.Length == 0
            ? Task.CompletedTask
            : new PushFrame(PushFrame.Kinds.Error, Encoding.UTF8.GetBytes(text)).WriteAsync(output, cancellation);

    /// <summary>Byte by byte: all that follows the line is git's.</summary>
    static async Task<PushRequest?> ReadRequestAsync(Stream input, CancellationToken cancellation)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (line.Count < LongestRequest && await input.ReadAsync(one, cancellation) == 1)
        {
            if (one[0] != '\n')
            {
                line.Add(one[0]);
                continue;
            }

            try
            {
                return
                    JsonSerializer.Deserialize(line.ToArray(), PushJson.Default.PushRequest) is { Key: not null, Command: not null } request
                    ? request
                    : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        return null;
    }
}
