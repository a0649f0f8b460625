namespace Railhead.Aws;

/// <summary>The names that AWS takes for resources of a type.</summary>
/// <param name="Type">Terraform's type.</param>
/// <param name="Attribute">The attribute with the name.</param>
/// <param name="Longest">The most characters.</param>
/// <param name="Form">A regular expression for the whole name.</param>
/// <param name="Scope">Where the name must be the only one of its type.</param>
sealed record NamedType(string Type, string Attribute, int Longest, string Form, NameScope Scope);
