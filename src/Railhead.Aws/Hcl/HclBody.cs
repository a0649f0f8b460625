namespace Railhead.Aws;

/// <summary>Attributes and blocks: whole lines, not indented, without a line break at the end; may be empty.</summary>
public sealed record HclBody
{
    internal HclBody(string text) => Text = text;

    public static HclBody Empty { get; } = new("");

    public string Text { get; }
}
