using System.Security.Cryptography;
using System.Text;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// The systemd unit that runs <c>railhead up --all</c> at boot, as data. Root has a unit of the system, any other user one of the user's
/// own service manager.
/// </summary>
public sealed record BootUnit
{
    const string Mark = "# Written by \"railhead service install\". Checksum: ";

    /// <summary><c>RAILHEAD_HOME</c>.</summary>
    public required string Home { get; init; }

    /// <summary>Whether <see cref="Home"/> is where Railhead looks without <c>RAILHEAD_HOME</c>.</summary>
    public required bool IsDefaultHome { get; init; }

    /// <summary>Absolute path of the program, and the arguments that make it <c>railhead</c>.</summary>
    public required IReadOnlyList<string> Program { get; init; }

    /// <summary>Further variables, which systemd does not set and Railhead needs.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Whether it is a unit of the system.</summary>
    public required bool IsOfSystem { get; init; }

    /// <summary>A home other than the default one has a unit of its own.</summary>
    public string Name => IsDefaultHome ? "railhead.service" : $"railhead-{MachinePaths.RunName(Home)}.service";

    /// <summary>The target that starts it.</summary>
    public string Target => IsOfSystem ? "multi-user.target" : "default.target";

    /// <summary>The whole file.</summary>
    /// <exception cref="RailheadException">A path has a character that no unit file can hold.</exception>
    public string Text
    {
        get
        {
            var body = Body();
            return $"{Mark}{Checksum(body)}\n{body}";
        }
    }

    /// <summary>The same for machines without systemd: a line of the user's crontab, in which % has to be escaped.</summary>
    public string CrontabLine =>
        "@reboot "
        + string.Concat(Variables().Select(variable => $"{variable.Key}={ShellText.Quote(variable.Value)} "))
            .Replace("%", "\\%", StringComparison.Ordinal)
        + ShellText.Line(Command()).Replace("%", "\\%", StringComparison.Ordinal);

    /// <summary>Whether the text of a unit file is as Railhead wrote it, in this version or another.</summary>
    public static bool IsRailheads(string text) =>
        text.StartsWith(Mark, StringComparison.Ordinal)
        && text.IndexOf('\n', StringComparison.Ordinal) is var end and > 0
        && text[Mark.Length..end] == Checksum(text[(end + 1)..]);

    IEnumerable<string> Command() => [.. Program, "up", "--all"];

    IEnumerable<KeyValuePair<string, string>> Variables() =>
        Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal).Prepend(new("RAILHEAD_HOME", Home));

    string Body()
    {
        if (Program.Append(Home).Concat(Environment.Values).FirstOrDefault(value => value.Any(char.IsControl)) is { } odd)
        {
            throw BootErrors.PathNotForUnit(odd);
        }

        // The manager of a user knows no network target.
        var order = IsOfSystem
            ? $"""
                Wants=network-online.target
                After=network-online.target local-fs.target
                RequiresMountsFor={UnitText.Word(Home)} {string.Join(' ', Program.Select(UnitText.Word))}

                """
            : "";
        return $"""
            # The next install replaces this file, unless you have edited it.
            # To change a setting: systemctl {(IsOfSystem ? "" : "--user ")}edit {Name}

            [Unit]
            Description=Railhead environments
            {order}# An environment that failed is tried again, five times at most.
            StartLimitIntervalSec=2h
            StartLimitBurst=5

            [Service]
            Type=oneshot
            RemainAfterExit=yes
            {string.Join('\n', Variables().Select(variable => $"Environment={UnitText.Word($"{variable.Key}={variable.Value}")}"))}
            ExecStart={UnitText.Command([.. Command()])}
            Restart=on-failure
            RestartSec=30s
            TimeoutStartSec=15min
            # The apps and their supervisors live in this unit's control group. They stay when the unit stops or fails.
            KillMode=process
            OOMPolicy=continue
            Delegate=yes
            TasksMax=infinity
            # As in a shell: apps would inherit the ignored signal.
            IgnoreSIGPIPE=no

            [Install]
            WantedBy={Target}

            """;
    }

    static string Checksum(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))[..16];
}
