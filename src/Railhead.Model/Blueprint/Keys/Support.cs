namespace Railhead.Model;

/// <summary>How a target honours a key.</summary>
/// <param name="Note">The end of a sentence "On AWS: …" about how it honours the key, or why the key means nothing there; or null.</param>
/// <param name="NotYetBecause">Why the key has no effect although it should, as a clause; null: it is honoured.</param>
/// <param name="Unless">Whether a blueprint asks only for what the target does anyway; null: never.</param>
sealed record Support(string? Note, string? NotYetBecause, Func<Blueprint, bool>? Unless)
{
    public static Support Honoured { get; } = new(null, null, null);

    /// <summary>Nothing to warn about, and worth a sentence.</summary>
    public static Support As(string note) => new(note, null, null);

    /// <summary>Not honoured: <c>railhead check</c> warns of it, unless the value is off (null, false, 0, an empty list).</summary>
    public static Support NotYet(string because, Func<Blueprint, bool>? unless = null) => new(null, because, unless);
}
