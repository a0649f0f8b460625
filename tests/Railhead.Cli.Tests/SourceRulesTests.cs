namespace Railhead.Cli.Tests;

/// <summary>
/// Rules of the source that neither the compiler nor the formatter knows; the API rules stand in build/BannedSymbols.txt.
/// </summary>
public sealed class SourceRulesTests
{
    const int MostLines = 250;
    const int MostColumns = 140;

    /// <summary>Still to be split.</summary>
    static readonly string[] Long =
    [
        "src/Railhead.Local/ControlPlane/Reconciler.cs",
        "src/Railhead.Local/Machine/Host/MachinePaths.cs",
        "src/Railhead.Local/Machine/Supervision/Supervisor.Removal.cs",
        "src/Railhead.Local/Machine/Supervision/Supervisor.cs",
        "src/Railhead.Model/Blueprint/Keys/ValueReaders.cs",
        "tests/Railhead.Local.Tests/LoadBalancing/LoadBalancerTests.cs",
        "tests/Railhead.Local.Tests/Storage/AwsEndpointTests.cs",
    ];

    /// <summary>Comments still to be wrapped.</summary>
    static readonly string[] Wide =
    [
        "src/Railhead.Local/ControlPlane/AppObservation.cs",
        "src/Railhead.Local/ControlPlane/AppliedState.cs",
        "src/Railhead.Local/ControlPlane/Daemon.cs",
        "src/Railhead.Local/ControlPlane/EnvironmentContext.cs",
        "src/Railhead.Local/ControlPlane/EnvironmentErrors.cs",
        "src/Railhead.Local/ControlPlane/EnvironmentShutdown.cs",
        "src/Railhead.Local/ControlPlane/PlatformServices.cs",
        "src/Railhead.Local/ControlPlane/PortPlan.cs",
        "src/Railhead.Local/ControlPlane/Reconciler.cs",
        "src/Railhead.Local/ControlPlane/StateStore.Rows.cs",
        "src/Railhead.Local/ControlPlane/TaskLimits.cs",
        "src/Railhead.Local/ControlPlane/TrafficPlan.cs",
        "src/Railhead.Local/LoadBalancing/HaproxyAnswers.cs",
        "src/Railhead.Local/LoadBalancing/TargetHealth.cs",
        "src/Railhead.Local/Machine/Host/MachinePaths.cs",
        "src/Railhead.Local/Machine/Host/RunBase.cs",
        "src/Railhead.Local/Machine/Supervision/ProcessSweep.cs",
        "src/Railhead.Local/Machine/Supervision/Supervisor.Removal.cs",
        "src/Railhead.Local/Machine/Supervision/Supervisor.cs",
        "src/Railhead.Local/Observability/TaskLogs.cs",
        "src/Railhead.Local/Pipeline/Deployer.cs",
        "src/Railhead.Local/Pipeline/HealthWait.cs",
        "src/Railhead.Local/Pipeline/ReleaseKeeper.cs",
        "src/Railhead.Local/Pipeline/Repository.cs",
        "src/Railhead.Local/Services/TaskInstaller.cs",
        "src/Railhead.Local/Storage/StorageService.cs",
        "src/Railhead.Model/Database/DatabaseCompiler.cs",
        "src/Railhead.Model/Services/ContractVariables.cs",
    ];

    static IReadOnlyList<(string Path, string[] Lines)> Files { get; } =
    [
        .. new[] { "src", "tests", "samples", "bench" }
            .SelectMany(folder => Directory.EnumerateFiles(SourceTree.PathOf(folder), "*.cs", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(SourceTree.Root, path))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Select(path => (path, File.ReadAllLines(SourceTree.PathOf(path)))),
    ];

    [Fact]
    public void No_file_is_long()
    {
        Assert.True(Files.Count > 300, "The files were not found.");
        None(
            Files
                .Where(file => file.Lines.Length > MostLines && !Long.Contains(file.Path))
                .Select(file => $"{file.Path}: {file.Lines.Length} lines")
        );
    }

    /// <summary>
    /// Only the command line talks to people; what the control plane and the wrapper of a listening socket write is a log.
    /// </summary>
    [Fact]
    public void Only_the_programs_themselves_use_the_console()
    {
        string[] allowed =
        [
            "src/Railhead.Cli/",
            "src/Railhead.Local/ControlPlane/Daemon",
            "src/Railhead.Local/Machine/Supervision/SocketBinder",
        ];
        None(
            from file in Files
            where file.Path.StartsWith("src/", StringComparison.Ordinal)
            where !allowed.Any(start => file.Path.StartsWith(start, StringComparison.Ordinal))
            from line in file.Lines
            where line.Contains(" Console.", StringComparison.Ordinal) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            select $"{file.Path}: {line.Trim()}"
        );
    }

    // A failed Assert.Empty would cut the list.
    static void None(IEnumerable<string> places) => Assert.True(!places.Any(), string.Join('\n', places));
}
