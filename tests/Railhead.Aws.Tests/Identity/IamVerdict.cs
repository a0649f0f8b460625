namespace Railhead.Aws.Tests;

/// <param name="Reason">Which statement decided, or why none did.</param>
sealed record IamVerdict(bool IsAllowed, string Reason);
