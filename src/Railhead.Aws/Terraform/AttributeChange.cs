namespace Railhead.Aws;

/// <param name="Name">The attribute, at the top level.</param>
/// <param name="Before">For people: a value, <c>(sensitive)</c>, or null if it is not a single value.</param>
/// <param name="After">The same; <c>(known after apply)</c>.</param>
/// <param name="ForcesReplacement">Whether this change is why the resource is replaced.</param>
public sealed record AttributeChange(string Name, string? Before, string? After, bool ForcesReplacement);
