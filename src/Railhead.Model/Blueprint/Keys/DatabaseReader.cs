namespace Railhead.Model;

/// <summary>Reads <c>database: none</c>.</summary>
static class DatabaseReader
{
    public static bool None(YamlNode node, string path, List<Finding> findings, out string value)
    {
        value = "none";
        switch (node)
        {
            case YamlScalar { Text: "none" }:
                return true;
            case YamlScalar { IsNull: true }:
                findings.Add(DataDiagnostics.DatabaseIsNothing(node.At));
                return false;
            case YamlRefused:
                return false;
            default:
                findings.Add(DataDiagnostics.DatabaseIsText(node.At, Values.Kind(node)));
                return false;
        }
    }
}
