using System.Globalization;

namespace Railhead.Local;

/// <summary>The files that make s6 run a <see cref="ServiceDefinition"/>; pure text.</summary>
public static class ServiceFolder
{
    /// <summary>The log's FIFO. Both sides open it read-write, so that neither end sees the other's death.</summary>
    public const string LogFifo = "log.fifo";

    /// <summary>The file that says that the program runs behind walls: the supervised process is then only their keeper.</summary>
    public const string WallsMark = "walls";

    /// <summary>The file that says that the whole group gets the stop signal.</summary>
    public const string GroupMark = "signal-group";

    /// <summary>Deaths in a row, each within <see cref="QuickDeath"/> of its start, from which on starts are held back.</summary>
    public const int CrashLoop = 3;

    /// <summary>A process that exits earlier has crashed. A later exit is followed by a restart without s6's pause of a second.</summary>
    public static readonly TimeSpan QuickDeath = TimeSpan.FromSeconds(5);

    /// <param name="definition">The service.</param>
    /// <param name="layout">Where its environment lives.</param>
    /// <param name="control">Whom s6 runs as.</param>
    public static IReadOnlyList<ServiceFile> Files(ServiceDefinition definition, Layout layout, Account control)
    {
        var files = new List<ServiceFile>
        {
            new("run", Run(definition, layout, control), IsProgram: true),
            new("finish", Finish(definition), IsProgram: true),
            new("service.sh", ServiceScript.Text),
            new("log/run", LogRun(layout.LogFolder(definition.Name)), IsProgram: true),
            new("down-signal", definition.StopSignal + "\n"),
            new("timeout-kill", ((long)definition.StopTimeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) + "\n"),
        };
        if (definition.SignalsGroup)
        {
            files.Add(new(GroupMark, ""));
        }

        if (definition.Walls.Count > 0)
        {
            files.Add(new(WallsMark, ""));
        }

        files.AddRange(definition.Files.Select(f => new ServiceFile(f.Key, f.Value)));
        return files;
    }

    static string Run(ServiceDefinition definition, Layout layout, Account control)
    {
        var switchUser = UserSwitch.Words(definition.RunAs, control.Uid);
        var variables = new Dictionary<string, string>();
        if (switchUser.Count > 0)
        {
            variables["USER"] = variables["LOGNAME"] = definition.RunAs!.Name;
            variables["HOME"] = definition.Home ?? definition.WorkingDirectory ?? "/";
        }
        else if (definition.Home is not null)
        {
            variables["HOME"] = definition.Home;
        }

        foreach (var (name, value) in definition.Environment)
        {
            variables[name] = value;
        }

        var lines = new List<string>
        {
            "#!/bin/sh",
            $"exec 0</dev/null 1<>{LogFifo} 2>&1",
            $"umask {definition.Umask}",
            ". ./service.sh",
            $"begin {definition.StopSignal} "
                + $"{Math.Ceiling(definition.LeftoverTimeout.TotalSeconds * 10).ToString(CultureInfo.InvariantCulture)} {definition.LongestPause.ToString(CultureInfo.InvariantCulture)}",
        };
        if (definition.EnvironmentFile is { } file)
        {
            lines.Add($"wait_for {ShellText.Quote(file)}");
        }

        if (definition.TemporaryFolder is { } temporary)
        {
            lines.Add($"empty {ShellText.Quote(temporary)}");
        }

        lines.Add(ShellText.Exports(variables).TrimEnd('\n'));
        lines.Add(ShellText.Exports([new(ProcessTable.ServiceVariable, Path.Combine(layout.Services, definition.Name))]).TrimEnd('\n'));
        lines.AddRange(definition.Prepare);
        if (definition.EnvironmentFile is { } opened)
        {
            lines.Add($"exec 3<{ShellText.Quote(opened)}");
        }

        lines.Add("started");
        // The service folder is closed to other users, and some programs insist on entering the folder they were started in.
        var folder = definition.WorkingDirectory ?? (switchUser.Count > 0 ? "/" : null);
        if (folder is not null)
        {
            lines.Add($"cd {ShellText.Quote(folder)} || exit 1");
        }

        var command = definition.EnvironmentFile is null
            ? definition.Command
            : ["/bin/sh", "-c", ReadVariables, "sh", .. definition.Command];
        lines.Add($"exec {ShellText.Line([.. definition.Walls, .. switchUser, .. command])}");
        return string.Join('\n', lines.Where(l => l.Length > 0)) + "\n";
    }

    /// <summary>Sets the variables of the file that is open as 3, and becomes the command.</summary>
    public const string ReadVariables = "eval \"$(cat <&3)\"; exec 3<&-; exec \"$@\"";

    static string Finish(ServiceDefinition definition) =>
        $"""
            #!/bin/sh
            . ./service.sh
            ended "$1" "$2"
            {(definition.TemporaryFolder is { } temporary ? $"empty {ShellText.Quote(temporary)}\n" : "")}
            """;

    static string LogRun(string folder) =>
        $"""
            #!/bin/sh
            . ../service.sh
            end_group KILL 0
            record_group
            exec 0<>../{LogFifo}
            umask 027
            mkdir -p {ShellText.Quote(folder)}
            export TZ=UTC
            exec s6-log -b -l 65536 T n20 s1000000 {ShellText.Quote(folder)}

            """;
}
