namespace Railhead.Model;

/// <summary>Deployments, logs, alarms and environments: RH1601 to RH1611, RH1701 to RH1705 and RH1801 to RH1805.</summary>
static class OperationDiagnostics
{
    public static Finding Strategy(Place at, string found) =>
        Finding.Error("RH1601", at, $"{found} is not a deployment strategy", "Use all-at-once, canary or linear.");

    public static Finding OneStrategy(Place at) =>
        Finding.Error(
            "RH1602",
            at,
            "deploy.strategy takes one strategy",
            "Write all-at-once, or { canary: { percent: 10, minutes: 5 } }, or linear in the same form."
        );

    public static Finding DeploymentAlarm(Place at, string name) =>
        Finding.Error(
            "RH1603",
            at,
            $"\"{ShapeDiagnostics.Shown(name)}\" is not an alarm that takes back a deployment",
            $"Use {Values.Words(DeploymentKeys.DeploymentAlarms)}, or an empty list."
        );

    public static Finding RepeatedAlarm(Place at, string name) =>
        Finding.Error("RH1604", at, $"{ShapeDiagnostics.Shown(name)} is listed twice", "Keep one of the two.");

    public static Finding ImageFromItself(Place at, string circle) =>
        Finding.Error(
            "RH1605",
            at,
            $"no environment would build an image: {circle}",
            "Remove deploy.from in the environment that builds. At the top of the file, deploy.from holds in every environment."
        );

    public static Finding ImageFromLocal(Place at) =>
        Finding.Error(
            "RH1606",
            at,
            "the environment \"local\" has no image: it is on this machine only",
            "Name an environment on AWS, such as staging."
        );

    /// <param name="at">The place of <c>deploy.from</c>.</param>
    /// <param name="what">The key that differs, with names where it is a mapping.</param>
    /// <param name="one">The environment that deploys.</param>
    /// <param name="other">The environment that builds.</param>
    /// <param name="because">A clause.</param>
    public static Finding OtherImage(Place at, string what, string one, string other, string because) =>
        Finding.Error(
            "RH1607",
            at,
            $"{one} cannot deploy the image of {other}: {what} differs, and {because}",
            $"Give {what} the same value in both environments, or remove deploy.from."
        );

    public static Finding Engine(Place at, string found) =>
        Finding.Error("RH1608", at, $"{found} is not a deployment engine", "Use codedeploy or ecs.");

    public static Finding BakeOfEcs(Place at, int seconds) =>
        Finding.Error(
            "RH1609",
            at,
            $"deploy.bake is {seconds} seconds, and ECS keeps the old tasks for {DeploymentKeys.LongestBakeOfEcs} at most",
            $"Use at most {DeploymentKeys.LongestBakeOfEcs}, or deploy.engine: codedeploy."
        );

    public static Finding StepOfEcs(Place at, int percent) =>
        Finding.Error(
            "RH1610",
            at,
            $"a linear step of {percent} percent is smaller than ECS accepts",
            $"Use at least {DeploymentKeys.SmallestStepOfEcs} percent, or deploy.engine: codedeploy."
        );

    /// <summary>Source: "Sticky sessions and weighted target groups" in the guide to Application Load Balancers.</summary>
    public static Finding StickyOfEcs(Place at) =>
        Finding.Error(
            "RH1611",
            at,
            "service.sticky does not work with deploy.engine: ecs: users would stay with the old tasks' target group when it is empty",
            "Remove service.sticky, or use deploy.engine: codedeploy."
        );

    public static Finding Retention(Place at, string value) =>
        Finding.Error("RH1701", at, $"{value} is not a retention of CloudWatch Logs", $"Use {RetentionDays}.");

    public static Finding Email(Place at, string value) =>
        Finding.Error("RH1702", at, $"\"{ShapeDiagnostics.Shown(value)}\" is not an e-mail address", "Use one such as ops@example.com.");

    public static Finding RepeatedEmail(Place at, string value) =>
        Finding.Error("RH1703", at, $"{ShapeDiagnostics.Shown(value)} is listed twice", "Keep one of the two.");

    public static Finding PolicyRule(Place at, string name) =>
        Finding.Error(
            "RH1704",
            at,
            $"\"{ShapeDiagnostics.Shown(name)}\" is not the name of a rule",
            "Use a name or code that railhead check --aws prints, such as database-has-a-standby or RH6070."
        );

    public static Finding NoReason(Place at, string path) =>
        Finding.Error("RH1705", at, $"{path} has no reason", "Write why the rule does not hold here.");

    public static Finding EnvironmentName(Place at, string name) =>
        Finding.Error(
            "RH1801",
            at,
            $"\"{ShapeDiagnostics.Shown(name)}\" is not a valid name for an environment",
            "Use lower-case letters, digits and hyphens, begin with a letter, end with a letter or digit, 20 characters at most."
        );

    public static Finding UndeclaredEnvironment(Place at, string name, string hint) =>
        Finding.Error("RH1802", at, $"the environment \"{ShapeDiagnostics.Shown(name)}\" is not declared", hint);

    public static Finding AppInEnvironment(Place at) =>
        Finding.Error("RH1803", at, "\"app\" is the same in every environment", "Remove it here; the top of the file has it.");

    public static Finding NestedEnvironments(Place at) =>
        Finding.Error("RH1804", at, "an environment cannot contain environments", "Move it up to the top of the file.");

    public static Finding OnlyProductionIsGuarded(Place at, string name) =>
        Finding.Warning(
            "RH1805",
            at,
            $"the environment \"{name}\" does not get the protections of production",
            "Only the name \"production\" turns on multi_az, deletion protection and 14 days of backups."
        );

    static string RetentionDays => Values.Words(CloudWatchLogs.RetentionDays);
}
