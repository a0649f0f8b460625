using System.Globalization;

namespace Railhead.Local;

/// <summary>The state of this machine's SSH server, as far as pushes need it.</summary>
public sealed record SshServerFacts
{
    public required bool IsInstalled { get; init; }

    /// <summary>Whether something listens on its port.</summary>
    public required bool IsListening { get; init; }

    public required int Port { get; init; }

    /// <summary>Its settings for the user of pushes, as <c>sshd -T</c> prints them; empty where only root may ask.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    public required PushAccount Account { get; init; }

    /// <summary>The groups of that user.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>Whether others may write to that user's home.</summary>
    public required bool IsHomeOpen { get; init; }

    public static async Task<SshServerFacts> OfThisMachineAsync(PushAccount account, CancellationToken cancellation)
    {
        const UnixFileMode othersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        var port = SshPort.OfThisMachine();
        var program = ((string[])["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd"]).FirstOrDefault(File.Exists);
        var user = account.User.Name;
        return new SshServerFacts
        {
            IsInstalled = program is not null,
            IsListening = PortHolder.Of(port) is not null,
            Port = port,
            Settings = program is null
                ? []
                : await LinesAsync(new Command(program, "-T", "-C", $"user={user},host=localhost,addr=127.0.0.1"), '\n', cancellation),
            Account = account,
            Groups = await LinesAsync(new Command("id", "-Gn", user), ' ', cancellation),
            IsHomeOpen = FileStatus.Of(account.Home) is { } home && (home.Mode & othersWrite) != 0,
        };
    }

    /// <summary>A sentence for each thing that keeps a key from pushing, with its remedy.</summary>
    public IReadOnlyList<string> Notes()
    {
        if (!IsInstalled)
        {
            return ["The SSH server is not installed, so nobody can push yet. Install it: apt-get install openssh-server"];
        }

        var user = Account.User.Name;
        var notes = new List<string>();
        void Note(bool isSo, string text)
        {
            if (isSo)
            {
                notes.Add(text);
            }
        }

        Note(
            !IsListening,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The SSH server does not run: nothing listens on port {Port}. Start it: systemctl enable --now ssh"
            )
        );
        Note(IsHomeOpen, $"Others may write to {Account.Home}, so the SSH server refuses its keys. Change that: chmod go-w {Account.Home}");
        if (Settings.Count == 0)
        {
            return notes;
        }

        const string where = "in the SSH server's configuration";
        Note(Values("pubkeyauthentication").Contains("no"), $"PubkeyAuthentication is \"no\" {where}, so no key can log in.");
        Note(Refuses("allowusers", [user]), $"AllowUsers {where} does not name {user}. Add it.");
        Note(Refuses("allowgroups", Groups), $"AllowGroups {where} names no group of {user}. Add {user}.");
        Note(Names("denyusers", [user]), $"DenyUsers {where} names {user}.");
        Note(Names("denygroups", Groups), $"DenyGroups {where} names a group of {user}.");
        Note(
            Values("authorizedkeysfile") is { Count: > 0 } files && !files.Any(IsKeysFile),
            $"AuthorizedKeysFile {where} does not name {Account.KeysFile}, where Railhead keeps the keys."
        );
        Note(
            Values("forcecommand").Any(value => value != "none"),
            $"ForceCommand {where} replaces the command of each key, so no push works."
        );
        return notes;
    }

    bool IsKeysFile(string pattern) =>
        Path.Combine(
            Account.Home,
            pattern.Replace("%h", Account.Home, StringComparison.Ordinal).Replace("%u", Account.User.Name, StringComparison.Ordinal)
        ) == Account.KeysFile;

    bool Refuses(string setting, IReadOnlyList<string> names) => Values(setting).Count > 0 && !Names(setting, names);

    // USER@HOST limits the host, which is not known here.
    bool Names(string setting, IReadOnlyList<string> names) =>
        Values(setting)
            .Any(pattern =>
                names.Any(name =>
                    System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern.Split('@')[0], name, ignoreCase: false)
                )
            );

    IReadOnlyList<string> Values(string setting) =>
        [
            .. Settings
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words is [var name, ..] && name == setting)
                .SelectMany(words => words.Skip(1)),
        ];

    static async Task<IReadOnlyList<string>> LinesAsync(Command command, char end, CancellationToken cancellation)
    {
        var result = await command.RunAsync(cancellation: cancellation);
        return result.Succeeded ? result.Output.Trim().Split(end, StringSplitOptions.RemoveEmptyEntries) : [];
    }
}
