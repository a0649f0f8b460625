namespace Railhead.Model;

/// <summary>The source: RH1131 to RH1133.</summary>
public static class SourceDiagnostics
{
    public static Finding NotAFolder(Place at, string value) =>
        Finding.Error(
            "RH1131",
            at,
            $"\"{ShapeDiagnostics.Shown(value)}\" is not a valid folder for source.include",
            "Use a path from the root of the repository, such as packages/shared: no / in front, no \"..\", no spaces or quotes."
        );

    public static Finding Repeated(Place at, string value) =>
        Finding.Error("RH1132", at, $"{ShapeDiagnostics.Shown(value)} is listed twice", "Keep one of the two.");

    /// <summary>A part of the app's folder that the release will not have.</summary>
    /// <param name="part">A clause that names it.</param>
    public static Finding NotInRelease(Place at, string part) =>
        Finding.Warning("RH1133", at, part, "Commit the files themselves, let \"build\" fetch them, or name the folder in source.include.");
}
