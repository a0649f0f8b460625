namespace Railhead.Model;

/// <summary>A variable of the contract. Only what its source needs is given.</summary>
/// <param name="Name">Such as <c>RDS_HOSTNAME</c>.</param>
/// <param name="Source">Who knows the value.</param>
/// <param name="Value">The value itself, for a literal.</param>
/// <param name="Secret">Key of the secret.</param>
/// <param name="Field">The secret's JSON field.</param>
public sealed record ContractVariable(
    string Name,
    VariableSource Source,
    string? Value = null,
    string? Secret = null,
    string? Field = null
);
