namespace Railhead.Aws;

public enum TerraformEventKind
{
    Started,
    Working,
    Completed,
    Failed,
    Warning,
    Error,
}
