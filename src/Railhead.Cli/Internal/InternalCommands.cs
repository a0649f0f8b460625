using System.Runtime.InteropServices;
using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>What s6 and git run, never a person.</summary>
public static class InternalCommands
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args[0] == "bind")
        {
            return SocketBinder.Run(args[1..]);
        }

        using var ended = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            signal =>
            {
                signal.Cancel = true;
                ended.Cancel();
            }
        );
        try
        {
            return args[0] switch
            {
                "daemon" => await Daemon.RunAsync(LayoutOf(args), TimeProvider.System, ended.Token),
                "aws-endpoint" => await AwsEndpoint.RunAsync(Value(args, "--config"), ListenerOf(args), TimeProvider.System, ended.Token),
                "move-ref" => await MoveRefAsync(args, ended.Token),
                _ => await ReceiveAsync(args, ended.Token),
            };
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return 0;
        }
        catch (RailheadException e)
        {
            await Console.Error.WriteLineAsync($"railhead: {e.Message}{(e.Hint is null ? "" : $"\n  {e.Hint}")}");
            return 1;
        }
    }

    static async Task<int> ReceiveAsync(string[] args, CancellationToken cancellation)
    {
        var (layout, record) = Known(args);
        if (!record.IsUp)
        {
            throw new RailheadException(
                "RH3000",
                $"{record.App} · {record.Environment} is not running, so nothing can be deployed.",
                $"Start it, then push again: railhead up {record.Folder}{record.EnvironmentOption}"
            );
        }

        using var client = new ControlPlaneClient(layout.ApiSocket, TimeProvider.System);
        var updates = (await Console.In.ReadToEndAsync(cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return await ReceiveHook.RunAsync(
            updates,
            layout,
            Tools.Find(record.SearchPath).Git.Path,
            Console.Out.WriteLine,
            client,
            cancellation
        );
    }

    static async Task<int> MoveRefAsync(string[] args, CancellationToken cancellation)
    {
        var (layout, record) = Known(args);
        var tools = Tools.Find(record.SearchPath);
        var repository = new Repository(layout, tools, Environment.ProcessPath!);
        using var client = new ControlPlaneClient(layout.ApiSocket, TimeProvider.System);
        await using var input = Console.OpenStandardInput();
        await using var output = Console.OpenStandardOutput();
        await MoveRefHook.RunAsync(
            input,
            output,
            repository.RefAsync,
            repository.SetRefAsync,
            async commit =>
            {
                try
                {
                    return (await client.GetAsync("/push-facts", ApiJson.Default.PushFacts, cancellation)).Revision == commit;
                }
                catch (RailheadException)
                {
                    // Nobody to ask: the deployment of this commit was the last that is known of.
                    return true;
                }
            }
        );
        return 0;
    }

    static (Layout Layout, EnvironmentRecord Record) Known(string[] args)
    {
        var layout = LayoutOf(args);
        var record =
            EnvironmentRecord.Read(layout.Root)
            ?? throw new RailheadException("RH3005", $"{layout.Root} has no environment.json; run \"railhead up\" again.");
        return (layout with { Run = record.Run }, record);
    }

    static Layout LayoutOf(string[] args) => new(Value(args, "--home"), Value(args, "--app"), Value(args, "--env"), "");

    static ulong? ListenerOf(string[] args) =>
        args.Contains("--listener") ? ulong.Parse(Value(args, "--listener"), System.Globalization.CultureInfo.InvariantCulture) : null;

    static string Value(string[] args, string name) => args[Array.IndexOf(args, name) + 1];
}
