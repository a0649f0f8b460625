using System.Reflection;

namespace Railhead.Model.Tests;

/// <summary>The catalogue of diagnostics and the keys, against each other and against the documentation.</summary>
public class CatalogueTests
{
    static readonly string Page = File.ReadAllText(SourceTree.PathOf("docs", "blueprint.md"));

    /// <summary>Every factory called once, with values that mean nothing.</summary>
    static List<Finding> All() =>
        typeof(BlueprintFile)
            .Assembly.GetTypes()
            .Where(t => t.Name.EndsWith("Diagnostics", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(m => m.ReturnType == typeof(Finding))
            .Select(m => (Finding)m.Invoke(null, m.GetParameters().Select(Argument).ToArray())!)
            .ToList();

    static object? Argument(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(Place) ? new Place("railhead.yaml", 1, 1)
        : parameter.ParameterType == typeof(int) ? 256
        : parameter.Name == "hint" ? "X."
        : "x";

    [Fact]
    public void Each_code_belongs_to_one_diagnostic()
    {
        var all = All();
        Assert.True(all.Count > 40);
        Assert.Empty(all.GroupBy(f => f.Code).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.All(all, f => Assert.Matches("^RH1[0-9]{3}$", f.Code));
    }

    [Fact]
    public void Each_message_is_a_clause_and_each_hint_a_sentence() =>
        Assert.All(
            All(),
            f =>
            {
                Assert.False(f.Message.EndsWith('.'));
                Assert.False(string.IsNullOrWhiteSpace(f.Hint));
                Assert.True(f.Hint![0] is '"' || !char.IsLower(f.Hint[0]), f.Hint);
            }
        );

    [Fact]
    public void The_documentation_lists_every_code() => Assert.All(All(), f => Assert.Contains($"| {f.Code} |", Page));

    [Fact]
    public void The_documentation_lists_no_code_that_is_gone()
    {
        var codes = All().Select(f => f.Code).ToHashSet();
        var listed = System.Text.RegularExpressions.Regex.Matches(Page, @"RH[0-9]{4}").Select(m => m.Value);
        Assert.All(listed, c => Assert.Contains(c, codes));
    }

    /// <summary>A key that is declared but not added to a section would be unknown to the parser.</summary>
    [Fact]
    public void Every_declared_key_is_in_a_section() =>
        Assert.Equal(
            typeof(BlueprintKeys)
                .Assembly.GetTypes()
                .SelectMany(t => t.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
                .Where(f => typeof(Key).IsAssignableFrom(f.FieldType) && f.FieldType != typeof(Key))
                .Select(f => ((Key)f.GetValue(null)!).Path)
                .Order(StringComparer.Ordinal),
            BlueprintKeys.All.Select(k => k.Path).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void The_documentation_lists_every_key_as_it_is_declared()
    {
        Assert.Equal(BlueprintKeys.Sections.Select(s => s.Name).Order(), KeyTables.Marks(Page).Order());
        Golden.Check(SourceTree.PathOf("docs", "blueprint.md"), KeyTables.Write(Page));
    }
}
