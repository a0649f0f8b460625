namespace Railhead.Model;

/// <summary>Keys that a target does not honour yet: RH1901.</summary>
static class TargetDiagnostics
{
    public static Finding NotYet(Place at, string path, string target, string because, string hint) =>
        Finding.Warning("RH1901", at, $"{path} has no effect on {target} yet: {because}", hint);
}
