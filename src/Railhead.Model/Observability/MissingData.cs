namespace Railhead.Model;

/// <summary>How a period without a value counts.</summary>
public enum MissingData
{
    NotBreaching,
    Breaching,
}
