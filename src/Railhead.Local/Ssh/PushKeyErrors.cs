using System.Globalization;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>Every error of the SSH keys that may push.</summary>
public static class PushKeyErrors
{
    const string Example = "railhead keys add NAME < ~/.ssh/id_ed25519.pub";

    public static RailheadException NotAName(string name) =>
        new(
            "RH3220",
            $"\"{name}\" is not a valid name of a key.",
            "Use up to 64 letters, digits, and . _ @ + - after the first character."
        );

    public static RailheadException Empty() => new("RH3221", "Standard input has no key.", $"Pass the public key: {Example}");

    public static RailheadException SeveralLines() =>
        new("RH3222", "Standard input has more than one line; a public key is one line.", "Add one key at a time, each with its own name.");

    public static RailheadException PrivateKey() =>
        new(
            "RH3223",
            "This is a private key. Railhead did not store it.",
            $"Pass the public key, which is the file that ends in .pub: {Example}. Replace the private key if others could see it."
        );

    public static RailheadException NotAPublicKey(string reason) =>
        new("RH3224", $"This is not a valid public key: {reason}.", $"Pass one line such as \"ssh-ed25519 AAAA… comment\": {Example}");

    public static RailheadException OptionsBeforeKey() =>
        new(
            "RH3225",
            "There are words before the type of the key. Railhead sets the options of a key itself.",
            "Pass only the type, the key and a comment."
        );

    public static RailheadException TooWeak(string reason) =>
        new("RH3226", $"This key is too weak: {reason}.", "Make a new one: ssh-keygen -t ed25519");

    public static RailheadException NameTaken(string name, PushKey known) =>
        new(
            "RH3227",
            $"There is another key with the name {name}: {known.Key.Type} {known.Key.Fingerprint}.",
            $"Choose another name, or remove that key first: railhead keys rm {name}"
        );

    public static RailheadException KnownAs(string name) =>
        new("RH3228", $"This key is already there, with the name {name}.", $"To rename it, remove it first: railhead keys rm {name}");

    public static RailheadException KeyOfAnother(PushKey known) =>
        new(
            "RH3229",
            $"This key may already push to {known.App} · {known.Environment}, as {known.Name} ({known.Home}). "
                + "The SSH server takes the first entry of a key, so a key can push to one environment only.",
            "Use a second key for this one: ssh-keygen -t ed25519 -f ~/.ssh/NAME"
        );

    public static RailheadException KeyIsForeign(string file, int line) =>
        new(
            "RH3230",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{file} has this key in line {line}, for another purpose. The SSH server takes the first entry of a key."
            ),
            "Use a key of its own for pushes: ssh-keygen -t ed25519 -f ~/.ssh/NAME"
        );

    public static RailheadException Unknown(string name, IEnumerable<string> names) =>
        new(
            "RH3231",
            $"There is no key {name}.",
            names.Any() ? $"These keys may push: {string.Join(", ", names)}." : "No key may push yet."
        );

    public static RailheadException FileNotWritten(string file, string reason) => new("RH3232", $"Railhead cannot write {file}: {reason}");

    public static RailheadException HomeNotOneLine() =>
        new("RH3233", "The path of RAILHEAD_HOME has a line break, which a line of authorized_keys cannot hold.", "Choose another path.");

    public static RailheadException UserNotUsable(string name, string reason, string command) =>
        new("RH3234", $"The SSH server cannot run pushes as the user {name}: {reason}.", $"Change that: {command}");

    public static RailheadException NoHome(uint uid) =>
        new(
            "RH3235",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The user {uid} has no entry in the machine's list of users, so no home for keys."
            ),
            "Run Railhead as a user that can log in."
        );
}
