namespace Railhead.Model;

/// <summary>Terraform has begun or ended work on a resource, or still works on it.</summary>
/// <param name="Address">Terraform's address of the resource.</param>
/// <param name="Action">Terraform's word, such as <c>create</c>.</param>
/// <param name="Status">Its status.</param>
/// <param name="Seconds">How long it has taken so far.</param>
public sealed record ResourceEvent(string? Address, string? Action, StageStatus Status, double Seconds) : ProgressEvent;
