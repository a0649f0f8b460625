namespace Railhead.Model;

public enum Comparison
{
    GreaterThan,
    LessThan,
}
