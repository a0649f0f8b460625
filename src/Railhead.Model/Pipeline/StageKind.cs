namespace Railhead.Model;

public enum StageKind
{
    Source,
    Build,

    /// <summary>A person says yes.</summary>
    Approval,
    Release,
    Deploy,
}
