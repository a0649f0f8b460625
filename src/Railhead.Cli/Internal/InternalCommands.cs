using Microsoft.Extensions.Logging;
using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>Commands that s6 and git run, and people never do.</summary>
static class InternalCommands
{
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        try
        {
            return args[0] switch
            {
                "daemon" => await Daemon.RunAsync(LayoutOf(args), terminal.Time, terminal.Interruption),
                "aws-endpoint" => await AwsEndpoint.RunAsync(
                    Value(args, "--config"),
                    ListenerOf(args),
                    terminal.Time,
                    terminal.Interruption
                ),
                "move-ref" => await MoveRefAsync(args, terminal),
                GitShell.Command => await GitShellAsync(args, terminal),
                PushReceiver.Command => await GitReceiveAsync(args, terminal),
                "install-engines" => await InstallEnginesAsync(args[1..], terminal),
                _ => await ReceiveAsync(args, terminal),
            };
        }
        catch (OperationCanceledException) when (terminal.Interruption.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
        catch (RailheadException e)
        {
            Runner.SayWords(terminal.Error, Problem.Of(e));
            return ExitCode.Failed;
        }
    }

    /// <summary>For <c>./test</c>: the engines, and packages that only tests need.</summary>
    static async Task<int> InstallEnginesAsync(string[] packages, Terminal terminal)
    {
        await EngineInstaller.EnsureAsync(Tools.Find(), terminal.Error.WriteLine, terminal.Interruption);
        if (packages.Length > 0)
        {
            await EngineInstaller.InstallAsync(packages, terminal.Error.WriteLine, terminal.Interruption);
        }

        return ExitCode.Done;
    }

    static async Task<int> ReceiveAsync(string[] args, Terminal terminal)
    {
        var (layout, record) = Known(args);
        if (!record.IsUp)
        {
            throw CommandErrors.NotRunning(record.App, record.Environment, record.Folder);
        }

        using var client = new ControlPlaneClient(layout.ApiSocket, terminal.Time);
        var updates = (await terminal.OpenInput().ReadToEndAsync(terminal.Interruption)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return await ReceiveHook.RunAsync(updates, Push(layout, record, client, terminal));
    }

    /// <summary>Git shows both streams of a hook to the user who pushed; of the second hook, standard output is git's.</summary>
    static PushDeployment Push(Layout layout, EnvironmentRecord record, ControlPlaneClient client, Terminal terminal) =>
        new(
            layout,
            terminal.Variable(PushReceiver.RemoteVariable) ?? layout.Repository,
            Tools.Find(record.SearchPath).Git.Path,
            terminal.Error.WriteLine,
            client,
            terminal.Time,
            terminal.Interruption
        );

    /// <summary>Run by sshd, as the user of pushes: the socket and the key's name come from the key's line.</summary>
    static async Task<int> GitShellAsync(string[] args, Terminal terminal)
    {
        await using var input = Terminal.OpenInputStream();
        await using var output = Terminal.OpenOutputStream();
        await using var error = Terminal.OpenErrorStream();
        return await GitShell.RunAsync(args[1], args[2], terminal.Variable, input, output, error, terminal.Interruption);
    }

    /// <summary>Run by s6-ipcserver, with a connection as standard input and output.</summary>
    static async Task<int> GitReceiveAsync(string[] args, Terminal terminal)
    {
        var (layout, record) = Known(args);
        var remote = SshRemote.Of(record.App, record.Url, new Account(Environment.UserName, Ownership.CurrentUid, Ownership.CurrentGid));
        var receiver = new PushReceiver(layout, Tools.Find(record.SearchPath).Git.Path, remote, terminal.Error.WriteLine, Record);
        await using var input = Terminal.OpenInputStream();
        await using var output = Terminal.OpenOutputStream();
        await receiver.RunAsync(input, output, terminal.Interruption);
        return ExitCode.Done;

        void Record(ComponentEvent refused)
        {
            using var events = EventStore.Open(layout.EventFile, terminal.Time, new LineLogger(terminal.Error, LogLevel.Warning));
            events.Append(refused);
        }
    }

    static async Task<int> MoveRefAsync(string[] args, Terminal terminal)
    {
        var (layout, record) = Known(args);
        var tools = Tools.Find(record.SearchPath);
        var repository = new Repository(layout, tools, Environment.ProcessPath!);
        using var client = new ControlPlaneClient(layout.ApiSocket, terminal.Time);
        await using var input = Terminal.OpenInputStream();
        await using var output = Terminal.OpenOutputStream();
        var move = new RefMove(repository, Push(layout, record, client, terminal), ServedAsync, terminal.Interruption);
        await MoveRefHook.RunAsync(input, output, move.DecideAsync);
        return 0;

        async Task<string?> ServedAsync()
        {
            try
            {
                return (await client.GetAsync("/push-facts", ApiJson.Default.PushFacts, terminal.Interruption)).Revision;
            }
            catch (RailheadException)
            {
                return null;
            }
        }
    }

    static (Layout Layout, EnvironmentRecord Record) Known(string[] args)
    {
        var layout = LayoutOf(args);
        var record = EnvironmentRecord.Read(layout.Root) ?? throw ControlPlaneErrors.RecordMissing(layout.Root);
        return (layout with { Run = record.Run }, record);
    }

    static Layout LayoutOf(string[] args) => new(Value(args, "--home"), Value(args, "--app"), Value(args, "--env"), "");

    static ulong? ListenerOf(string[] args) =>
        args.Contains("--listener") ? ulong.Parse(Value(args, "--listener"), System.Globalization.CultureInfo.InvariantCulture) : null;

    static string Value(string[] args, string name) => args[Array.IndexOf(args, name) + 1];
}
