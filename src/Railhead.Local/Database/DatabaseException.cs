namespace Railhead.Local;

/// <summary>The database cannot be had as things are: what, where, and what to do.</summary>
public sealed class DatabaseException(string message, string hint, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What to do about it.</summary>
    public string Hint { get; } = hint;
}
