namespace Railhead.Model;

/// <summary>A warning or an error of Terraform.</summary>
/// <param name="Address">The resource that it concerns; null where it concerns none.</param>
/// <param name="Severity">Warning or error.</param>
/// <param name="Message">Terraform's text.</param>
public sealed record MessageEvent(string? Address, MessageSeverity Severity, string? Message) : ProgressEvent;
