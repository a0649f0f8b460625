using Railhead.ObjectStore;

namespace Railhead.Local;

/// <summary>The answer of the endpoint's admin socket to <c>GET /usage</c>.</summary>
sealed record EndpointUsage(IReadOnlyList<BucketUsage> Buckets);

/// <summary>The answer to everything else: <c>ready</c> or <c>refused</c>, and why.</summary>
sealed record EndpointState(string Status, string? Error);
