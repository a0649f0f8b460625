using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;
using Railhead.Model;

namespace Railhead.Aws.Tests;

/// <summary>The calculation by hand in docs/aws/cost.md agrees with <c>railhead cost</c>.</summary>
public sealed partial class CostDocumentationTests
{
    const decimal Tolerance = 0.05m;

    static readonly string Page = File.ReadAllText(SourceTree.PathOf("docs", "aws", "cost.md"));

    [Fact]
    public void Each_line_of_the_typical_production_agrees_within_five_percent()
    {
        var rows = Rows().ToDictionary(row => row.Line, row => row.Month);
        var bill = Of("typical", "production");
        var lines = bill
            .Lines.GroupBy(line => $"{line.Resource.Split('.')[0]}: {line.What}")
            .ToDictionary(group => group.Key, group => group.Sum(line => line.Month.Expected));

        Assert.Equal(lines.Keys.Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(lines.Where(line => !Agrees(rows[line.Key], line.Value)).Select(line => $"{line.Key}: {rows[line.Key]} {line.Value}"));
        Assert.True(Agrees(Total("A typical production"), bill.Month.Expected), $"{bill.Month.Expected}");
    }

    [Fact]
    public void The_arithmetic_of_each_row_gives_its_result()
    {
        using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        var wrong = Rows()
            .Where(row =>
                Math.Abs(Convert.ToDecimal(table.Compute(row.Arithmetic.Replace('×', '*'), null), CultureInfo.InvariantCulture) - row.Month)
                > 0.006m
            );
        Assert.Empty(wrong);
        Assert.Equal(Total("A typical production"), Rows().Sum(row => row.Month));
    }

    [Theory]
    [InlineData("A minimal staging", "minimal", "staging")]
    [InlineData("A minimal production", "minimal", "production")]
    public void The_totals_of_the_smaller_examples_agree_within_five_percent(string heading, string blueprint, string environment) =>
        Assert.True(Agrees(Total(heading), Of(blueprint, environment).Month.Expected), $"{Of(blueprint, environment).Month.Expected}");

    [Fact]
    public void The_README_names_the_totals_of_the_smaller_examples()
    {
        var readme = File.ReadAllText(SourceTree.PathOf("README.md"));
        Assert.Contains($"about {Total("A minimal production"):0} USD", readme, StringComparison.Ordinal);
        Assert.Contains($"about {Total("A minimal staging"):0} USD", readme, StringComparison.Ordinal);
    }

    static Bill Of(string blueprint, string environment) =>
        Bill.Of(
            Blueprints.Architecture(blueprint, environment),
            new Dictionary<string, decimal>(),
            PriceTable.Current,
            new DateOnly(2026, 11, 28)
        );

    static bool Agrees(decimal byHand, decimal byCommand) =>
        Math.Abs(byHand - byCommand) <= Math.Max(0.006m, Tolerance * Math.Abs(byCommand));

    static IEnumerable<(string Line, string Arithmetic, decimal Month)> Rows() =>
        Row()
            .Matches(Page)
            .Select(match =>
                (match.Groups[1].Value, match.Groups[2].Value, decimal.Parse(match.Groups[3].Value, CultureInfo.InvariantCulture))
            );

    static decimal Total(string heading) =>
        decimal.Parse(
            Regex.Match(Page, $@"\| \*\*{Regex.Escape(heading)}\*\* \|[^\n]*\| \*\*([0-9.]+)\*\* \|").Groups[1].Value,
            CultureInfo.InvariantCulture
        );

    [GeneratedRegex(@"^\| (aws_[a-z0-9_]+: [^|]+|data: [^|]+?) \| ([0-9(][^|]*?) \| ([0-9.]+) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
