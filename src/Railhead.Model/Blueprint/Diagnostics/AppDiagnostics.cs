namespace Railhead.Model;

/// <summary>The app's name, commands, paths and health check: RH1101 to RH1110, RH1208 and RH1209.</summary>
static class AppDiagnostics
{
    public static Finding AppName(Place at, string name) =>
        Finding.Error(
            "RH1101",
            at,
            $"\"{ShapeDiagnostics.Shown(name)}\" is not a valid name for an app",
            "Use lower-case letters, digits and hyphens, begin with a letter, 20 characters at most."
        );

    public static Finding SeveralLines(Place at, string path) =>
        Finding.Error(
            "RH1102",
            at,
            $"{path} has several lines, but only the first would run",
            "Write one command; put the lines into a script of the app."
        );

    public static Finding NotRelative(Place at, string path, string value) =>
        Finding.Error(
            "RH1103",
            at,
            $"\"{ShapeDiagnostics.Shown(value)}\" is not a valid path for {path}",
            "Use a path inside the app's folder, such as public/assets: no / in front, no \"..\", no spaces or quotes."
        );

    public static Finding Branch(Place at, string branch) =>
        Finding.Error(
            "RH1104",
            at,
            $"\"{ShapeDiagnostics.Shown(branch)}\" is not a valid name of a git branch",
            "Use a name such as main or release/1.x."
        );

    public static Finding HealthPath(Place at, string path) =>
        Finding.Error(
            "RH1105",
            at,
            $"\"{ShapeDiagnostics.Shown(path)}\" is not a valid path for a health check",
            "Begin with a slash, such as /up, without a host, spaces, quotes or #."
        );

    public static Finding Matcher(Place at, string matcher) =>
        Finding.Error(
            "RH1106",
            at,
            $"\"{ShapeDiagnostics.Shown(matcher)}\" is not a valid list of status codes",
            "Use status codes from 200 to 499: one (200), a list (200,204) or a range (200-399)."
        );

    public static Finding TimeoutTooLong(Place at, int timeout, int interval) =>
        Finding.Error(
            "RH1107",
            at,
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"health.timeout {timeout} is not below health.interval {interval}"
            ),
            "A check must end before the next begins: lower the timeout or raise the interval."
        );

    public static Finding Repository(Place at, string value) =>
        Finding.Error(
            "RH1108",
            at,
            $"\"{ShapeDiagnostics.Shown(value)}\" is not a repository on GitHub",
            "Write its owner and its name, such as octocat/guestbook, without https:// and .git."
        );

    public static Finding OpenQuote(Place at, string path) =>
        Finding.Warning(
            "RH1110",
            at,
            $"a quote or a brace in {path} is not closed",
            "Close it. YAML's own quotes go around the whole command: start: 'node -e \"…\"'."
        );

    public static Finding FilePattern(Place at, string value) =>
        Finding.Error(
            "RH1208",
            at,
            $"\"{ShapeDiagnostics.Shown(value)}\" is not a valid pattern of files",
            "Use a path inside the static folder with *, ** or ?, such as assets/** or *.woff2."
        );

    public static Finding RepeatedPattern(Place at, string value) =>
        Finding.Error("RH1209", at, $"{ShapeDiagnostics.Shown(value)} is listed twice", "Keep one of the two.");
}
