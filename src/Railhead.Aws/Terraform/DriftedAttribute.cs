namespace Railhead.Aws;

/// <summary>A value in AWS that is not the one of the last apply.</summary>
/// <param name="Resource">Address, such as <c>aws_cloudwatch_log_group.app</c>.</param>
/// <param name="Attribute">Path, such as <c>versioning_configuration[0].status</c>; <c>id</c> of a resource that is gone.</param>
/// <param name="Was">The value of the last apply; null: none, or not a value that AWS had.</param>
/// <param name="Is">The value now; null: none.</param>
/// <param name="Owner">Who decides the value by <c>docs/aws/ownership.md</c>.</param>
public sealed record DriftedAttribute(string Resource, string Attribute, string? Was, string? Is, string Owner);
