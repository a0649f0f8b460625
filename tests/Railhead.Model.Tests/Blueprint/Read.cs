namespace Railhead.Model.Tests;

/// <summary>Short ways from text to records.</summary>
static class Read
{
    public const string Minimal = "app: guestbook\nstart: ./Guestbook\n";

    /// <summary>What is found in a blueprint; on the way, the JSON Schema must agree.</summary>
    public static BlueprintResult Result(string more, string environment = "local")
    {
        SchemaAgreement.Holds(Minimal + more);
        return BlueprintFile.Parse(Minimal + more, "railhead.yaml", environment);
    }

    public static Blueprint Good(string more, string environment = "local")
    {
        var result = Result(more, environment);
        Assert.DoesNotContain(result.Findings, f => f.Severity == Severity.Error);
        return result.Blueprint!;
    }

    public static Architecture Architecture(string more, string environment = "local") =>
        ArchitectureCompiler.Compile(Good(more, environment), environment);

    public static string Codes(string more, string environment = "local") =>
        string.Join(' ', Result(more, environment).Findings.Select(f => f.Code));
}
