using System.Runtime.InteropServices;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary>What s6 and git run, never a person.</summary>
public static class InternalCommands
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args[0] == "bind") return SocketBinder.Run(args[1..]);
        using var ended = new CancellationTokenSource();
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            signal.Cancel = true;
            ended.Cancel();
        });
        try
        {
            return args[0] switch
            {
                "daemon" => await Daemon.RunAsync(LayoutOf(args), TimeProvider.System, ended.Token),
                "aws-endpoint" => await AwsEndpoint.RunAsync(Value(args, "--config"), ListenerOf(args), TimeProvider.System, ended.Token),
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
        var layout = LayoutOf(args);
        var record = EnvironmentRecord.Read(layout.Root) ?? throw new RailheadException("RH3005", $"{layout.Root} has no environment.json; run \"railhead up\" again.");
        layout = layout with { Run = record.Run };
        using var client = new ControlPlaneClient(layout.ApiSocket, TimeProvider.System);
        var updates = (await Console.In.ReadToEndAsync(cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return await ReceiveHook.RunAsync(updates, layout, Tools.Find(record.SearchPath).Git.Path, Console.Out.WriteLine, client, cancellation);
    }

    static Layout LayoutOf(string[] args) => new(Value(args, "--home"), Value(args, "--app"), Value(args, "--env"), "");

    static ulong? ListenerOf(string[] args) =>
        args.Contains("--listener") ? ulong.Parse(Value(args, "--listener"), System.Globalization.CultureInfo.InvariantCulture) : null;

    static string Value(string[] args, string name) => args[Array.IndexOf(args, name) + 1];
}
