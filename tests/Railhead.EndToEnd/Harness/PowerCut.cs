using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Railhead.EndToEnd;

/// <summary>A power cut, and the boot after it, for everything in a sandbox.</summary>
static partial class PowerCut
{
    const string SystemdPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin",
        AnotherBoot = "0b5cafe0-0000-4000-8000-000000000000";

    /// <summary>Kills every process. What Railhead keeps on the disk still names them.</summary>
    public static Task KillEverythingAsync(Sandbox sandbox) =>
        Eventually.SucceedsAsync(
            () =>
            {
                // Again and again: a supervisor that lives a moment longer than its child starts another.
                var living = Machine.ProcessesThatMention(sandbox.Home);
                foreach (var (pid, _) in living)
                {
                    Machine.TryKill(pid);
                }

                return Task.FromResult(living.Count == 0);
            },
            "everything should be dead"
        );

    /// <summary>The same, with an empty tmpfs and numbers of processes that another program has by now.</summary>
    /// <returns>That program; it must live on.</returns>
    public static async Task<Running> StrikeAsync(Sandbox sandbox)
    {
        await KillEverythingAsync(sandbox);
        foreach (var record in Files(sandbox, "environment.json"))
        {
            var run = JsonNode.Parse(await File.ReadAllTextAsync(record))!["run"]!.GetValue<string>();
            if (Directory.Exists(run))
            {
                Directory.Delete(run, recursive: true);
            }
        }

        var files = Files(sandbox, "postmaster.pid").ToList();
        var other = files.Count > 0 ? Foreign(sandbox, OwnerOf(files[0])) : Foreign(sandbox, null);
        foreach (var file in files)
        {
            var lines = await File.ReadAllLinesAsync(file);
            await File.WriteAllLinesAsync(file, lines.Skip(1).Prepend($"{other.Id}"));
        }

        var started = (await File.ReadAllTextAsync($"/proc/{other.Id}/stat")).Split(") ")[1].Split(' ')[19];
        foreach (var group in Files(sandbox, "group").Concat(Files(sandbox, "*.pid")).Where(file => !files.Contains(file)))
        {
            await File.WriteAllTextAsync(group, $"{other.Id} {started} {AnotherBoot}\n");
        }

        return other;
    }

    /// <summary>Runs the command of the unit that <c>service print</c> writes, with the environment that systemd gives it.</summary>
    public static async Task<Finished> BootAsync(Sandbox sandbox)
    {
        var unit = (await sandbox.RailheadAsync("service", "print")).Succeeded().Output;
        var command = Words(Settings(unit, "ExecStart").Single()).ToList();
        var variables = Settings(unit, "Environment").SelectMany(Words);
        await using var running = sandbox.Start(["env", "-i", $"PATH={SystemdPath}", "LANG=C.UTF-8", .. variables, .. command], "/");
        return await running.EndAsync(TimeSpan.FromMinutes(3));
    }

    /// <summary>A process that has nothing to do with the sandbox; of PostgreSQL's user, who may not signal others'.</summary>
    static Running Foreign(Sandbox sandbox, string? owner)
    {
        var sleep = new[] { "sleep", "600" };
        var command =
            sandbox.User is { } user ? user.Command(sleep)
            : owner is not null && Machine.IsRoot ? (IReadOnlyList<string>)["setpriv", "--reuid", owner, "--clear-groups", .. sleep]
            : sleep;
        return new Running(command, "/", new Dictionary<string, string?>());
    }

    static string OwnerOf(string file)
    {
        using var stat = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("stat", ["-c", "%U", file]) { RedirectStandardOutput = true }
        )!;
        return stat.StandardOutput.ReadToEnd().Trim();
    }

    static IEnumerable<string> Files(Sandbox sandbox, string pattern) =>
        Directory
            .EnumerateFiles(
                Path.Combine(sandbox.Home, "apps"),
                pattern,
                new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }
            )
            .Where(file => !file.Contains("/release", StringComparison.Ordinal));

    static IEnumerable<string> Settings(string unit, string name) =>
        unit.Split('\n').Where(line => line.StartsWith(name + "=", StringComparison.Ordinal)).Select(line => line[(name.Length + 1)..]);

    static IEnumerable<string> Words(string value) =>
        Word().Matches(value).Select(word => Escape().Replace(word.Value.Trim('"'), "$1").Replace("%%", "%", StringComparison.Ordinal));

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"|[^ \"]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();
}
