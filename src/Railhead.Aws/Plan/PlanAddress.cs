using System.Text.RegularExpressions;

namespace Railhead.Aws;

/// <summary>Addresses of resources and modules in a plan.</summary>
static partial class PlanAddress
{
    /// <summary><c>module.a["x"].aws_eip.nat[0]</c> is written as <c>module.a.aws_eip.nat</c>.</summary>
    public static string WithoutKeys(string address) => Key().Replace(address, "");

    [GeneratedRegex("""\[(?:"(?:[^"\\]|\\.)*"|[0-9]+)\]""")]
    private static partial Regex Key();
}
