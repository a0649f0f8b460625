using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Railhead.Local;

/// <summary>Reads the answers of HAProxy's socket.</summary>
public static partial class HaproxyAnswers
{
    // Bits of srv_check_state: the check has been switched on.
    const int CheckEnabled = 4;

    /// <summary>Joins <c>show servers state</c> (administrative state, weight) and <c>show stat</c> (health, sessions).</summary>
    public static IReadOnlyList<ObservedServer> Servers(string state, string statistics)
    {
        var stat = Table(statistics, Csv).ToDictionary(row => (row["pxname"], row["svname"]));
        var slots = SlotNames.All.ToDictionary(SlotNames.Backend);
        var servers = new List<ObservedServer>();
        foreach (var row in Table(state[(state.IndexOf('\n', StringComparison.Ordinal) + 1)..], line => line.Split(' ')))
        {
            // Deleted between the two answers: the next look will not find it at all.
            if (!slots.TryGetValue(row["be_name"], out var slot) || !stat.TryGetValue((row["be_name"], row["srv_name"]), out var figures))
            {
                continue;
            }

            servers.Add(
                new ObservedServer
                {
                    Slot = slot,
                    Name = row["srv_name"],
                    Endpoint = figures["addr"],
                    Admin = (AdminState)Number(row["srv_admin_state"]),
                    Weight = Number(row["srv_uweight"]),
                    CheckEnabled = (Number(row["srv_check_state"]) & CheckEnabled) != 0,
                    IsUp = figures["status"].StartsWith("UP", StringComparison.Ordinal) || figures["status"] == "no check",
                    // An asterisk: a check is under way, and what follows is the result of the one before.
                    CheckPassed = figures["check_status"].TrimStart('*', ' ').StartsWith("L7OK", StringComparison.Ordinal),
                    LastCheck = CheckText(figures),
                    Sessions = Number(figures["scur"]),
                    Queue = Number(figures["qcur"]),
                }
            );
        }

        return servers;
    }

    /// <summary>The committed version of the weights, and the newest that was begun.</summary>
    public static (uint Current, uint Next) MapVersions(string maps)
    {
        foreach (var line in maps.Split('\n'))
        {
            var match = MapLine().Match(line);
            if (match.Success && match.Groups["file"].Value == WeightsMap.FileName)
            {
                return (Version("current"), Version("next"));
            }

            uint Version(string group) => uint.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
        }

        throw new HaproxyException($"HAProxy runs without {WeightsMap.FileName}: it was started with another configuration");
    }

    /// <summary>Rows of <c>show map FILE</c> without the address that begins each.</summary>
    public static IReadOnlyList<string> MapRows(string map) =>
        [.. map.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row[(row.IndexOf(' ', StringComparison.Ordinal) + 1)..])];

    /// <summary>
    /// Process ids of the workers that a reload left behind and that finish their connections; from the master's <c>show proc</c>.
    /// </summary>
    public static IReadOnlyList<int> OldWorkers(string processes)
    {
        var lines = processes.Split('\n').SkipWhile(line => line != "# old workers").Skip(1).TakeWhile(line => !line.StartsWith('#'));
        return
        [
            .. lines
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields.Length > 1 && fields[1] == "worker")
                .Select(fields => Number(fields[0])),
        ];
    }

    static IEnumerable<Dictionary<string, string>> Table(string text, Func<string, IReadOnlyList<string>> split)
    {
        IReadOnlyList<string>? names = null;
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (names is null)
            {
                names = split(line.TrimStart('#', ' '));
                continue;
            }

            var row = new Dictionary<string, string>();
            foreach (var (name, value) in names.Zip(split(line)))
            {
                row[name] = value;
            }

            yield return row;
        }
    }

    // HAProxy has these figures as JSON too. For 80 servers that is 1,006 kB in 53 ms, and CSV is 22 kB in 9 ms (HAProxy 2.6); a pass
    // each second
    // cannot pay that.
    static List<string> Csv(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append(line[++i]);
            }
            else if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(c);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }

    static string? CheckText(Dictionary<string, string> figures)
    {
        var status = figures["check_status"].TrimStart('*', ' ');
        return status switch
        {
            "" or "INI" or "UNK" => null,
            "L7OK" or "L7OKC" or "L7STS" => $"status {figures["check_code"]}",
            "L4CON" => "connection refused",
            "L4TOUT" or "L6TOUT" or "L7TOUT" => "no answer in time",
            // nginx closes the connection when its app is not there.
            "SOCKERR" or "L7RSP" => "no answer from the app (does it listen on $PORT?)",
            _ => $"{figures["check_desc"]} {figures["last_chk"]}".Trim(),
        };
    }

    static int Number(string value) => value.Length == 0 ? 0 : int.Parse(value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\S+ \((?<file>[^)]*)\) .* curr_ver=(?<current>\d+) next_ver=(?<next>\d+) ")]
    private static partial Regex MapLine();
}
