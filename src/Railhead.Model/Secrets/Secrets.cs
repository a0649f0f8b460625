namespace Railhead.Model;

/// <summary>The secrets of an environment: what they are called and who gives them their value; never the values.</summary>
public sealed record Secrets
{
    /// <summary>Names of the secrets whose values the user sets.</summary>
    public required IReadOnlyList<string> Custom { get; init; }
}
