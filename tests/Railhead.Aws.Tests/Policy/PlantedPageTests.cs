namespace Railhead.Aws.Tests;

/// <summary><c>docs/aws/planted-mistakes.md</c> lists the planted mistakes as the tests have them.</summary>
public sealed class PlantedPageTests
{
    const string Order = "| first | second |\n|---|---|\n";

    [Fact]
    public void The_page_lists_every_planted_mistake()
    {
        var path = SourceTree.PathOf("docs", "aws", "planted-mistakes.md");
        var page = File.ReadAllText(path);
        var order = PlantedOrderTests.Mistakes.Append(PlantedOrderTests.OfEcs).Select(one => $"| `{one.Before}` | `{one.After}` |\n");
        var plan = PlantedMistakes.All.Select(one => $"| {char.ToUpperInvariant(one.Text[0])}{one.Text[1..]} | `{one.Rule}` |\n");
        Golden.Check(
            path,
            page[..page.IndexOf(Order, StringComparison.Ordinal)]
                + Order
                + string.Concat(order)
                + "\n## Policy and names\n\n`check --aws` finds these by its [rules](policy.md#the-rules).\n\n"
                + "| mistake | rule |\n|---|---|\n"
                + string.Concat(plan)
        );
    }
}
