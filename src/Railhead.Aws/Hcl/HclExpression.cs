using System.Text.RegularExpressions;

namespace Railhead.Aws;

/// <summary>HCL that is written as it is: a reference, a function call, a quoted template.</summary>
public readonly partial record struct HclExpression
{
    internal HclExpression(string text) => Text = text;

    public string Text { get; }

    /// <summary>
    /// A reference such as <c>aws_vpc.main.id</c> or <c>aws_subnet.app["eu-west-1a"].id</c>; anything else is a programming error.
    /// </summary>
    public static HclExpression Reference(string address) =>
        ReferencePattern().IsMatch(address) ? new(address) : throw new ArgumentException($"\"{address}\" is no reference", nameof(address));

    public override string ToString() => Text;

    [GeneratedRegex("""^[a-z_][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+|\[[0-9*]+\]|\["[A-Za-z0-9_.-]+"\])*\z""")]
    private static partial Regex ReferencePattern();
}
