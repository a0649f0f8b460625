namespace Railhead.Aws;

public enum PlannedAction
{
    Create,
    Update,
    Replace,
    Delete,
}
