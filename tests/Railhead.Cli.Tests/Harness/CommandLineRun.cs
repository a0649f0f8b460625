using Microsoft.Extensions.Time.Testing;
using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli.Tests;

/// <summary>The command line in this process: with a home, a working folder, variables and streams of its own.</summary>
sealed class CommandLineRun : IDisposable
{
    readonly TemporaryFolder _temporary = new();
    readonly StringWriter _out = new() { NewLine = "\n" },
        _error = new() { NewLine = "\n" };

    public CommandLineRun()
    {
        Directory.CreateDirectory(Folder);
        Directory.CreateDirectory(Home);
    }

    public string Home => Path.Combine(_temporary.Path, "home");

    /// <summary>Where the commands run.</summary>
    public string Folder => Path.Combine(_temporary.Path, "work");

    /// <summary>PATH. Without one, no command of a test finds a program of this machine.</summary>
    public string? SearchPath { get; set; }

    /// <summary>Standard input.</summary>
    public string Input { get; set; } = "";

    /// <summary>Whether a person sits at a terminal.</summary>
    public bool IsTerminal { get; set; }

    public int Width { get; set; } = 80;

    public CancellationToken Interruption { get; set; } = Eventually.Cancellation;

    /// <summary>The clock of the commands; it stands until a test moves it.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 21, 0, 0, TimeSpan.Zero));

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public Terminal Terminal =>
        new()
        {
            Out = _out,
            Error = _error,
            OpenInput = () => new StringReader(Input),
            CanAsk = IsTerminal,
            IsOutputTerminal = IsTerminal,
            IsLive = IsTerminal,
            Width = () => Width,
            Variable = name =>
                name switch
                {
                    "RAILHEAD_HOME" => Home,
                    "PATH" => SearchPath,
                    _ => null,
                },
            Folder = Folder,
            Time = Time,
            Interruption = Interruption,
        };

    /// <summary>Runs one command line; the streams hold only what it wrote.</summary>
    public async Task<Finished> RunAsync(params string[] words)
    {
        _out.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        var code = await UserCommands.RunAsync(words, Terminal);
        return new Finished(string.Join(' ', words), code, Out, Error, TimeSpan.Zero);
    }

    /// <summary>The invocation of a command line, for what commands are made of.</summary>
    public Invocation Invocation(params string[] words)
    {
        var commands = new CommandLine(Terminal);
        var parsed = commands.Parse(words);
        return commands.Invocation(parsed, (CliCommand)parsed.CommandResult.Command);
    }

    /// <summary>An app's folder below the working folder; its path.</summary>
    public string App(string name, string? blueprint = null)
    {
        var folder = Path.Combine(Folder, name);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, BlueprintFile.Name), blueprint ?? $"app: {name}\nstart: ./{name}\n");
        return folder;
    }

    /// <summary>An environment that has been up once.</summary>
    /// <param name="app">Its app.</param>
    /// <param name="isUp">Whether it is up still.</param>
    /// <param name="environment">Its name.</param>
    public EnvironmentRecord Environment(string app, bool isUp = false, string environment = "local")
    {
        var record = Record(app, environment) with { Run = Path.Combine(_temporary.Path, $"run-{app}") };
        var layout = AppLocator.LayoutOf(Home, record);
        Directory.CreateDirectory(layout.Root);
        record.Write(layout.Root);
        if (isUp)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(layout.ApiSocket)!);
        }

        return record;
    }

    public static EnvironmentRecord Record(string app, string environment = "local") =>
        new()
        {
            App = app,
            Environment = environment,
            Folder = $"/srv/{app}",
            Prefix = "",
            PortBase = 20000,
            HttpAddress = "127.0.0.1",
            HttpPort = 8080,
            PostgresVersion = 0,
            Run = $"/run/{app}",
            SearchPath = System.Environment.GetEnvironmentVariable("PATH")!,
            MachineSettings = new Dictionary<string, string>(),
        };

    public void Dispose() => _temporary.Dispose();
}
