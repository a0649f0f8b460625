namespace Railhead.Model;

/// <summary>
/// The resolved system: everything that both targets need, immutable, without I/O. Compiled once from a blueprint and an environment's
/// name; equal input gives equal output, names included.
/// </summary>
public sealed record Architecture
{
    /// <summary>The blueprint's <c>app</c>, <c>^[a-z][a-z0-9-]{0,19}$</c>.</summary>
    public required string App { get; init; }

    /// <summary>The environment's name: <c>local</c> unless <c>--env</c> says otherwise.</summary>
    public required string Environment { get; init; }

    public required Tier Tier { get; init; }

    /// <summary>The second region, for what must survive the loss of the first; null: nothing is copied.</summary>
    public required string? CopyRegion { get; init; }

    public required Network Network { get; init; }

    public required LoadBalancing LoadBalancing { get; init; }

    public required Services Services { get; init; }

    /// <summary>Null when the blueprint says <c>database: none</c>.</summary>
    public required Database? Database { get; init; }

    public required Storage Storage { get; init; }

    public required Secrets Secrets { get; init; }

    public required Identity Identity { get; init; }

    public required Pipeline Pipeline { get; init; }

    public required Observability Observability { get; init; }

    public required Cost Cost { get; init; }

    /// <summary>Rules of <c>railhead check --aws</c> that do not hold on purpose: the reason by the rule's name or code.</summary>
    public required IReadOnlyDictionary<string, string> PolicyExceptions { get; init; }

    /// <summary>The name of something that the environment has once, such as <c>guestbook-production</c>.</summary>
    public string Name(int limit = Naming.RoleLimit) => Naming.Of(App, Environment, limit);

    /// <summary>The name of a part, such as <c>guestbook-production-build</c>.</summary>
    public string NameOf(string part, int limit = Naming.RoleLimit) => Naming.Of(App, Environment, part, limit);

    /// <summary>The path of a parameter in Parameter Store, such as <c>/railhead/guestbook/production/app-spec</c>.</summary>
    public string Parameter(string what) => Naming.Parameter(App, Environment, what);
}
