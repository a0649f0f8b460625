namespace Railhead.Model;

/// <summary>The two places that a deployment alternates between.</summary>
public enum TargetGroupKey
{
    Blue,
    Green,
}
