namespace Railhead.Model;

/// <summary>What a period without a value counts as.</summary>
public enum MissingData
{
    NotBreaching,
    Breaching,
}
