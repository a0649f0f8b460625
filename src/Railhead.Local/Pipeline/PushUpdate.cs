namespace Railhead.Local;

/// <summary>A ref that a push changes.</summary>
/// <param name="Old">The object that it names; zeros: it does not exist yet.</param>
/// <param name="New">The object that it will name; zeros: it is deleted.</param>
/// <param name="Reference">Such as <c>refs/heads/main</c>.</param>
public sealed record PushUpdate(string Old, string New, string Reference)
{
    public bool Creates => IsMissing(Old);

    public bool Deletes => IsMissing(New);

    public bool IsTag => Reference.StartsWith("refs/tags/", StringComparison.Ordinal);

    /// <summary>A line <c>OLD NEW REF</c>, as githooks(5) gives it; null for anything else.</summary>
    public static PushUpdate? Parse(string line) =>
        line.TrimEnd('\n').Split(' ', 3) is [var old, var wanted, var reference] ? new PushUpdate(old, wanted, reference) : null;

    // As many zeros as an id has digits, which depends on the repository's hash.
    static bool IsMissing(string id) => id.All(digit => digit == '0');
}
