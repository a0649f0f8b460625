namespace Railhead.Model;

/// <summary>The app's files beside the blueprint: RH1111, RH1112 and RH1128.</summary>
static class LanguageDiagnostics
{
    public static Finding OtherVersion(Place at, string language, string wanted, string installed) =>
        Finding.Warning(
            "RH1111",
            at,
            $"the app asks for {language} {ShapeDiagnostics.Shown(wanted)}, and this machine has {installed}",
            "Install that version where the users of builds and tasks can run it, or change the file."
        );

    public static Finding NoImage(Place at, string language, string wanted, string tag) =>
        Finding.Warning(
            "RH1112",
            at,
            $"\"{ShapeDiagnostics.Shown(wanted)}\" is not a version of {language} that Railhead can find an image for",
            $"On AWS the image has {tag}. Write a version or a range, or a dockerfile of your own."
        );

    public static Finding NoDevelopmentDependencies(Place variable, Place dependencies) =>
        Finding.Warning(
            "RH1128",
            variable,
            $"NODE_ENV: production reaches the build, so npm leaves out the devDependencies of {dependencies.FileAndLine}",
            "If the build needs them, write: npm ci --include=dev."
        );
}
