namespace Railhead.Model;

/// <summary>The app's name, commands, paths and health check: RH1101 to RH1109.</summary>
static class AppDiagnostics
{
    public static Finding AppName(Place at, string name) =>
        Finding.Error(
            "RH1101",
            at,
            $"\"{ShapeDiagnostics.Shown(name)}\" is no name for an app",
            "Use lower-case letters, digits and hyphens, beginning with a letter, 20 at most."
        );

    public static Finding SeveralLines(Place at, string path) =>
        Finding.Error(
            "RH1102",
            at,
            $"{path} has several lines, and only the first would run",
            "Write one command; put the lines into a script of the app."
        );

    public static Finding NotRelative(Place at, string path, string value) =>
        Finding.Error(
            "RH1103",
            at,
            $"\"{ShapeDiagnostics.Shown(value)}\" is no path for {path}",
            "Use a path inside the app's folder, such as public/assets: no / in front, no \"..\", no spaces or quotes."
        );

    public static Finding Branch(Place at, string branch) =>
        Finding.Error(
            "RH1104",
            at,
            $"\"{ShapeDiagnostics.Shown(branch)}\" is no name of a git branch",
            "Use a name such as main or release/1.x."
        );

    public static Finding HealthPath(Place at, string path) =>
        Finding.Error(
            "RH1105",
            at,
            $"\"{ShapeDiagnostics.Shown(path)}\" is no path for a health check",
            "Begin with a slash, such as /up; no host, no spaces, no quotes, no #."
        );

    public static Finding Matcher(Place at, string matcher) =>
        Finding.Error(
            "RH1106",
            at,
            $"\"{ShapeDiagnostics.Shown(matcher)}\" matches no health check's answers",
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
            $"\"{ShapeDiagnostics.Shown(value)}\" is no repository on GitHub",
            "Write its owner and its name, such as octocat/guestbook; no https:// and no .git needed."
        );

    public static Finding VariableInStart(Place at, string name) =>
        Finding.Warning(
            "RH1109",
            at,
            $"start begins with the variable {ShapeDiagnostics.Shown(name)}, but it runs as \"exec …\", which takes its first word for the program",
            $"Use env: for the variable (env: {{ {ShapeDiagnostics.Shown(name)}: … }}), and begin with the program."
        );
}
