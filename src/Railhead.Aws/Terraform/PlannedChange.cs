namespace Railhead.Aws;

/// <summary>A change that Terraform plans.</summary>
/// <param name="Address">Such as <c>aws_db_instance.main</c>.</param>
/// <param name="Type">Such as <c>aws_db_instance</c>.</param>
/// <param name="Action">What happens to it.</param>
/// <param name="Attributes">The differences, for updates and replacements.</param>
/// <param name="Risk">The risk for users of the system, in a sentence; null: none.</param>
public sealed record PlannedChange(
    string Address,
    string Type,
    PlannedAction Action,
    IReadOnlyList<AttributeChange> Attributes,
    string? Risk
);
