using Railhead.Aws;

namespace Railhead.Cli;

/// <summary>What an apply would do now.</summary>
/// <param name="Json">Terraform's own form, which can contain confidential values.</param>
/// <param name="Changes">The changes.</param>
/// <param name="Findings">About the account.</param>
sealed record SessionPlan(string Json, IReadOnlyList<PlannedChange> Changes, IReadOnlyList<PreflightFinding> Findings);
