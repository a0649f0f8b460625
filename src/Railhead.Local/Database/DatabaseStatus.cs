namespace Railhead.Local;

/// <summary>The state that a database node reports.</summary>
/// <param name="State">In the words of RDS: <c>available</c>, <c>starting</c> or <c>stopped</c>.</param>
/// <param name="Role"><c>primary</c> or <c>standby</c>; null when it does not answer.</param>
/// <param name="Pid">The postmaster's, or null.</param>
public sealed record DatabaseStatus(string State, string? Role, int? Pid);
