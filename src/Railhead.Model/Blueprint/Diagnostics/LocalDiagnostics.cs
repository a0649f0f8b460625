namespace Railhead.Model;

/// <summary>What this machine does not do yet: RH1901.</summary>
static class LocalDiagnostics
{
    public static Finding NotYet(Place at, string path, string reason) =>
        Finding.Warning("RH1901", at, $"{path} has no effect on this machine yet: {reason}", "AWS honours it; leave it, or remove it.");
}
