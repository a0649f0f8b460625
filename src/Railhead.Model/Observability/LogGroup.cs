namespace Railhead.Model;

/// <param name="Key">The component, one of <see cref="Railhead.Model.LogGroups"/>.</param>
/// <param name="Name">Full name in CloudWatch Logs.</param>
/// <param name="RetentionDays">Days until lines are deleted.</param>
public sealed record LogGroup(string Key, string Name, int RetentionDays);
