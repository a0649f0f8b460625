using System.Text;
using System.Text.RegularExpressions;

namespace Railhead.Local;

/// <summary>A key that may push to one environment: a line of <c>authorized_keys</c>.</summary>
/// <param name="Name">The name that the user gave it.</param>
/// <param name="Key">The key.</param>
/// <param name="Home">RAILHEAD_HOME of its environment.</param>
/// <param name="App">The app.</param>
/// <param name="Environment">The environment's name.</param>
public sealed partial record PushKey(string Name, PublicKey Key, string Home, string App, string Environment)
{
    // A shell of sshd's runs this. Nothing of the client's environment goes on, wherever sshd's AcceptEnv lets it in.
    const string Start =
        "restrict,command=\"exec /usr/bin/env -i SSH_ORIGINAL_COMMAND=\\\"$SSH_ORIGINAL_COMMAND\\\" "
        + "SSH_CONNECTION=\\\"$SSH_CONNECTION\\\" ";

    const string Mark = "railhead-push";

    public static bool IsName(string name) => NameForm().IsMatch(name);

    /// <summary>Whether it is of that environment.</summary>
    public bool IsOf(Layout layout) => Home == layout.Home && App == layout.App && Environment == layout.Environment;

    /// <summary>
    /// The line, without its end. sshd(8) describes the form; <c>restrict</c> forbids forwarding, terminals and files like rc.
    /// </summary>
    /// <param name="program">The installed <c>railhead</c>.</param>
    /// <param name="socket">See <see cref="Layout.PushSocket"/>.</param>
    public string Line(string program, string socket)
    {
        if ((Home + program + socket).AsSpan().IndexOfAny('\n', '\r', '\0') >= 0)
        {
            throw PushKeyErrors.HomeNotOneLine();
        }

        var command = ShellText.Line([
            .. RuntimeSettings.ForServices(new Dictionary<string, string>()).Select(variable => $"{variable.Key}={variable.Value}"),
            program,
            GitShell.Command,
            socket,
            Name,
        ]);
        var quoted = command.Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"{Start}{quoted}\" {Key.Type} {Key.Text} {Mark} {App} {Environment} {Name} {Home}";
    }

    /// <summary>Reads a line that <see cref="Line"/> made; null for any other.</summary>
    /// <param name="line">Without its end, each byte as one character.</param>
    public static PushKey? Parse(string line)
    {
        if (!line.StartsWith(Start, StringComparison.Ordinal) || Tail().Match(line) is not { Success: true } found)
        {
            return null;
        }

        string Part(string group) => found.Groups[group].Value;
        var home = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Part("home")));
        return new PushKey(Part("name"), new PublicKey(Part("type"), Part("key")), home, Part("app"), Part("env"));
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(
        @"\A[^\n]*"" (?<type>[a-z0-9@.-]+) (?<key>[A-Za-z0-9+/=]+) railhead-push (?<app>\S+) (?<env>\S+) (?<name>\S+) (?<home>/[^\n]*)\z"
    )]
    private static partial Regex Tail();
}
