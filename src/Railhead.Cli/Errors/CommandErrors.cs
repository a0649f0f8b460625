using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>The errors of the command line itself, one method for each code.</summary>
static class CommandErrors
{
    const string NameTheFolder = "Name the folder of the app: railhead COMMAND DIR, or --app DIR.";

    public static UsageException NoBlueprint(string where) =>
        new(
            "RH1000",
            $"There is no {BlueprintFile.Name} in {where}.",
            $"{NameTheFolder} In a new app, five lines of {BlueprintFile.Name} are enough; the README shows them."
        );

    public static UsageException WrongUsage(string message, string hint) => new("RH2001", message, hint);

    public static UsageException NoSecretValue(string name) =>
        new("RH2002", "Standard input has no value.", $"Pass the value: printf %s \"$VALUE\" | railhead secrets set {name}");

    public static UsageException NotAnAge(string text) =>
        new("RH2003", $"\"{text}\" is neither an age nor a time.", "Write 90s, 10m, 2h or 1d, or a time such as 2026-11-24T20:00:00Z.");

    public static UsageException RevisionWithoutRepository(string folder, string revision) =>
        new(
            "RH2004",
            $"{folder} is not in a git repository, so it has no revision {revision}.",
            "\"railhead deploy\" without a revision deploys the folder as it is."
        );

    public static UsageException NotASecretName(string name) =>
        new(
            "RH2005",
            $"\"{name}\" is not a valid secret name.",
            "Use letters, digits and _, and begin with a letter or _, as for an environment variable."
        );

    public static UsageException ReservedSecretName(string name) =>
        new("RH2006", $"Railhead itself gives {name} to the app.", "Choose another name.");

    public static UsageException FolderMissing(string folder) => new("RH2007", $"The folder {folder} does not exist.");

    public static UsageException NoAppHere(string environment) =>
        new(
            "RH2008",
            $"This machine has no app with an environment \"{environment}\", and there is no {BlueprintFile.Name} in this "
                + "folder or above it.",
            NameTheFolder
        );

    public static UsageException SeveralApps(IEnumerable<EnvironmentRecord> apps) =>
        new(
            "RH2009",
            $"This machine has several apps: {string.Join(", ", apps.Select(record => $"{record.App} ({record.Folder})"))}.",
            "Choose one with --app DIR."
        );

    public static UsageException OtherEnding(string folder, string found) =>
        new("RH2012", $"{folder} has a file {found}; Railhead reads {BlueprintFile.Name}.", $"mv {found} {BlueprintFile.Name}");

    public static UsageException BlueprintHasErrors(string file) =>
        new("RH2010", $"{file} has errors.", $"To list them: railhead check {Path.GetDirectoryName(file)}");

    public static UsageException NoSuchPlace(string name, IEnumerable<string> places) =>
        new(
            "RH2030",
            $"\"{name}\" is not a place in this network.",
            $"Places: {string.Join(", ", places)}, endpoint:NAME for a service of AWS, and task:APP for another app."
        );

    public static UsageException NotAPort(string text) => new("RH2031", $"\"{text}\" is not a TCP port.", "Give a number from 1 to 65535.");

    public static UsageException PlaceMissing() =>
        new("RH2032", "reach needs two places.", "For example: railhead reach internet loadbalancer 443");

    public static UsageException PlanMissing(string file) =>
        new(
            "RH2033",
            $"There is no file {file}.",
            "Write a plan as JSON: terraform plan -out=plan && terraform show -json plan > plan.json"
        );

    public static UsageException AlreadyEjected(string dockerfile) =>
        new(
            "RH2036",
            $"The app is built from its own Dockerfile, {dockerfile}.",
            "Remove \"dockerfile\" from railhead.yaml to have one generated."
        );

    public static UsageException EjectWouldOverwrite(string file) =>
        new("RH2037", $"{file} is there already.", "Move it away, or name it in railhead.yaml: dockerfile: PATH");

    public static UsageException AllAndOne(string folder) =>
        new("RH2040", $"--all brings back every environment, so it takes no folder ({folder}).", "railhead up --all");

    public static UsageException SarifWithoutPlan() => new("RH2035", "--sarif needs --aws.", "railhead check --aws --sarif FILE");

    public static UsageException NotAPlanFile(string word) =>
        new("RH2034", $"\"{word}\" is one argument too many.", "A plan is a file that ends in .json, and needs --aws.");

    /// <param name="app">The app.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="folder">The app's folder, when it is known.</param>
    /// <param name="last">The last start by <c>up --all</c>.</param>
    public static NotRunningException NotRunning(string app, string environment, string? folder, EnvironmentStart? last = null) =>
        new(
            "RH3000",
            $"{app} · {environment} is not running.{(last?.Error is { } error ? $" Its start at {Words.Of(last.At)} failed: {error}" : "")}",
            $"{WithSudo()}Start it: railhead up{(folder is null ? "" : $" {folder}")}{(environment == "local" ? "" : $" --env {environment}")}",
            app,
            environment
        );

    /// <summary>A user who forgot sudo would start a second environment beside root's.</summary>
    static string WithSudo() =>
        Ownership.CurrentUid != 0 && Directory.Exists(MachinePaths.RootHome) ? "If you started it with sudo, use sudo here too. " : "";

    public static RailheadException ControlPlaneEnded() =>
        new("RH3052", "The control plane stopped before \"up\" was complete.", "To continue, run \"railhead up\" again.");

    public static RailheadException NoLogOfTask(string task) =>
        new("RH3070", $"There is no log of a task \"{task}\".", "\"railhead status\" shows the tasks.");

    public static UsageException ProductionIsProtected(string environment) =>
        new(
            "RH5030",
            $"{environment} is a production environment; deleting it needs --production.",
            $"If you mean it: railhead destroy --env {environment} --production. It turns the protection off first."
        );

    /// <param name="name">What was set.</param>
    /// <param name="near">A known name that resembles it, or null.</param>
    /// <param name="names">The known names.</param>
    public static UsageException UnknownAssumption(string name, string? near, IEnumerable<string> names) =>
        new(
            "RH5060",
            $"There is no assumption \"{name}\".{(near is null ? "" : $" Did you mean \"{near}\"?")}",
            $"Use one of {string.Join(", ", names)}."
        );

    public static UsageException NotAnAmount(string text) =>
        new("RH5061", $"\"{text}\" does not set an assumption.", "Write NAME=NUMBER, such as --set requests=50; not below 0.");
}
