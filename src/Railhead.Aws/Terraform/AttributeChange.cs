namespace Railhead.Aws;

/// <param name="Name">Of the attribute, at the top level.</param>
/// <param name="Before">For people: a value, <c>(sensitive)</c>, or null where it is not one value.</param>
/// <param name="After">The same; <c>(known after apply)</c>.</param>
/// <param name="ForcesReplacement">Whether it is why the resource is made anew.</param>
public sealed record AttributeChange(string Name, string? Before, string? After, bool ForcesReplacement);
