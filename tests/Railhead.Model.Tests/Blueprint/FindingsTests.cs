namespace Railhead.Model.Tests;

/// <summary>Data sets: a blueprint with mistakes, and beside it the lines that its author sees.</summary>
public class FindingsTests
{
    public static TheoryData<string> Cases => Golden.Names("findings");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Mistakes_are_said_with_place_and_remedy(string name)
    {
        var text = Golden.Read($"findings/{name}.yaml");
        var findings = BlueprintFile.Parse(text, "railhead.yaml", "local").Findings;
        Golden.Check($"findings/{name}.txt", string.Concat(findings.Select(f => f + "\n")));
    }
}
