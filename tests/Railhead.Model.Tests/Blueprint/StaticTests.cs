namespace Railhead.Model.Tests;

/// <summary>The two forms of <c>static</c>.</summary>
public class StaticTests
{
    [Theory]
    [InlineData("static: public", "public", null)]
    [InlineData("static: null", null, null)]
    [InlineData("static: { path: public/ }", "public", null)]
    [InlineData("static: { path: public, cache: null }", "public", null)]
    [InlineData("static: { path: public, cache: [] }", "public", "")]
    [InlineData("static: { path: public, cache: [assets/**, '*.woff2'] }", "public", "assets/** *.woff2")]
    public void Static_is_a_folder_or_a_mapping(string more, string? path, string? cache)
    {
        var task = Read.Architecture(more).Services.TaskDefinition;
        Assert.Equal((path, cache), (task.Static, task.StaticCache is null ? null : string.Join(' ', task.StaticCache)));
    }
}
