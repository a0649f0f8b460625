namespace Railhead.Model.Tests;

/// <summary>What <c>railhead show --json</c> says about whole blueprints; the file's name ends with the environment.</summary>
public class ShowTests
{
    public static TheoryData<string> Cases => Golden.Names("show");

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_blueprint_resolves_to_this_architecture(string name)
    {
        var environment = name.Split('.')[1];
        var result = BlueprintFile.Parse(Golden.Read($"show/{name}.yaml"), "railhead.yaml", environment);
        Assert.Empty(result.Findings);
        var json = ModelJson.Show(ArchitectureCompiler.Compile(result.Blueprint!, environment), result.From);
        Golden.Check($"show/{name}.json", json + "\n");
    }

    [Theory]
    [InlineData("database: none", "database", "database.class")]
    [InlineData("", "database.class", "database")]
    [InlineData("deploy: { strategy: canary }", "deploy.strategy.canary.percent", "deploy.strategy.linear.percent")]
    [InlineData("deploy: { strategy: { linear: } }", "deploy.strategy.linear.percent", "deploy.strategy.canary.percent")]
    public void Only_keys_that_matter_have_a_source(string more, string there, string absent)
    {
        var from = Read.Result(more).From;
        Assert.Contains(there, from);
        Assert.DoesNotContain(absent, from);
    }

    [Fact]
    public void Check_says_nothing_in_the_form_of_the_interface()
    {
        Assert.Equal("{\n  \"findings\": []\n}", ModelJson.Check([]));
    }

    [Fact]
    public void Check_says_findings_in_the_form_of_the_interface()
    {
        var json = ModelJson.Check(BlueprintFile.Parse("app: a\nstart: x\nhelth: /up\n", "railhead.yaml", "local").Findings);
        Assert.Equal(
            """
            {
              "findings": [
                {
                  "code": "RH1002",
                  "severity": "error",
                  "message": "unknown key \"helth\"",
                  "file": "railhead.yaml",
                  "line": 3,
                  "column": 1,
                  "hint": "Did you mean \"health\"?"
                }
              ]
            }
            """,
            json
        );
    }
}
