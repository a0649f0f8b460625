namespace Railhead.ObjectStore;

/// <summary>The resource that an operation works on.</summary>
enum Resource
{
    Service,
    Bucket,
    Object,
}

/// <summary>An operation of S3: how a request selects it, and the parts of a request that it carries out.</summary>
/// <param name="Action">The action that the caller needs permission for; null if the operation checks by itself.</param>
sealed record Operation(string Method, Resource Resource, string? Action, Func<S3Request, Task> Run)
{
    /// <summary>The query parameters that select this operation among those with its method; all have to be present.</summary>
    public IReadOnlyList<string> Selectors { get; init; } = [];

    /// <summary>The header that selects this operation, or null.</summary>
    public string? SelectingHeader { get; init; }

    /// <summary>The other query parameters that it carries out.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>
    /// The headers with <c>x-amz-</c> that it carries out besides <see cref="KnownHeaders.Everywhere"/>. A name with a hyphen at its end
    /// stands for all headers that begin with it.
    /// </summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    public bool Knows(string parameter) => Selectors.Contains(parameter) || Parameters.Contains(parameter);

    public bool KnowsHeader(string name) => Matches(KnownHeaders.Everywhere, name) || Matches(Headers, name);

    static bool Matches(IReadOnlyList<string> known, string name) =>
        known.Any(each =>
            each.EndsWith('-')
                ? name.StartsWith(each, StringComparison.OrdinalIgnoreCase)
                : name.Equals(each, StringComparison.OrdinalIgnoreCase)
        );
}
