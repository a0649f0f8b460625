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
