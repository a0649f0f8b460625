namespace Railhead.Model;

/// <summary>Environment variables and secrets: RH1121 to RH1127.</summary>
static class VariableDiagnostics
{
    public static Finding Name(Place at, string name) =>
        Finding.Error(
            "RH1121",
            at,
            $"\"{ShapeDiagnostics.Shown(name)}\" is not a valid name of an environment variable",
            "Use letters, digits and _, do not begin with a digit, 64 characters at most."
        );

    public static Finding Reserved(Place at, string name) =>
        Finding.Error(
            "RH1122",
            at,
            $"{name} is a variable that Railhead sets",
            "Choose another name, or read the value that Railhead sets."
        );

    public static Finding NoValue(Place at, string name) =>
        Finding.Error(
            "RH1123",
            at,
            $"the variable {ShapeDiagnostics.Shown(name)} has no value",
            "Write \"\" for an empty one, or name it under \"secrets\"."
        );

    public static Finding Repeated(Place at, string name) =>
        Finding.Error("RH1124", at, $"the secret {name} is listed twice", "Keep one of the two.");

    public static Finding PlainAndSecret(Place at, string name) =>
        Finding.Error("RH1125", at, $"{name} is both a plain variable and a secret", "Remove it from \"env\" or from \"secrets\".");

    public static Finding StaticKey(Place at, string name) =>
        Finding.Warning(
            "RH1126",
            at,
            $"{name} makes AWS SDKs ignore the role of the app's tasks",
            "Remove it: SDKs find the role's credentials by themselves."
        );

    public static Finding LooksSecret(Place at, string name) =>
        Finding.Warning(
            "RH1127",
            at,
            $"the value of {name} is readable by everybody who can read this repository",
            "If it is a secret, list the name under \"secrets\" and run: railhead secrets set " + name
        );
}
