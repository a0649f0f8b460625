namespace Railhead.Model;

/// <summary>Something that a person has to know or do: the message says what, where and what to do.</summary>
/// <param name="code">Such as <c>RH3001</c>; listed in <c>docs/errors.md</c>.</param>
/// <param name="message">Whole sentences, without secrets.</param>
/// <param name="hint">The remedy, when the message does not say it.</param>
/// <param name="inner">The cause.</param>
public class RailheadException(string code, string message, string? hint = null, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;

    public string? Hint { get; } = hint;
}
