namespace Railhead.Local;

/// <summary>A secret or a key cannot be used as things are; the message names the file and never a value.</summary>
public sealed class SecretsException(string message, string hint, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What to do about it.</summary>
    public string Hint { get; } = hint;
}
