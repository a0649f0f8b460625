namespace Railhead.Aws;

/// <summary>A change that Terraform plans.</summary>
/// <param name="Address">Such as <c>aws_db_instance.main</c>.</param>
/// <param name="Type">Such as <c>aws_db_instance</c>.</param>
/// <param name="Action">What happens to it.</param>
/// <param name="Attributes">What is different, for changes and replacements.</param>
/// <param name="Risk">What it means for those who use the system, in a sentence; null: nothing.</param>
public sealed record PlannedChange(
    string Address,
    string Type,
    PlannedAction Action,
    IReadOnlyList<AttributeChange> Attributes,
    string? Risk
);

public enum PlannedAction
{
    Create,
    Update,
    Replace,
    Delete,
}

/// <param name="Name">Of the attribute, at the top level.</param>
/// <param name="Before">For people: a value, <c>(sensitive)</c>, or null where it is not one value.</param>
/// <param name="After">The same; <c>(known after apply)</c>.</param>
/// <param name="ForcesReplacement">Whether it is why the resource is made anew.</param>
public sealed record AttributeChange(string Name, string? Before, string? After, bool ForcesReplacement);
