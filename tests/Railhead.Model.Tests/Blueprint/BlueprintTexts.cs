using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Railhead.Model.Tests;

/// <summary>
/// Every blueprint in the repository: files, examples in the documentation, and texts in the sources of the tests that begin with a key.
/// A text that is only a part of a blueprint gets what is required in front of it.
/// </summary>
static partial class BlueprintTexts
{
    static readonly HashSet<string> Keys = [.. KeyTree.In("")];

    /// <summary>Each with its place.</summary>
    public static IEnumerable<(string Place, string Yaml)> All() => [.. Files(), .. Documents(), .. Sources()];

    static IEnumerable<(string Place, string Yaml)> Files() =>
        from path in Below("*.yaml", "samples", "tests")
        let text = File.ReadAllText(path)
        where Complete(text) is not null
        select (Relative(path), text);

    static IEnumerable<(string Place, string Yaml)> Documents() =>
        from path in Below("*.md", "docs").Append(SourceTree.PathOf("README.md"))
        from match in Example().Matches(File.ReadAllText(path))
        let text = Complete(match.Groups["yaml"].Value)
        where text is not null
        select (Relative(path), text);

    static IEnumerable<(string Place, string Yaml)> Sources() =>
        from path in Below("*.cs", "tests", "bench")
        let root = CSharpSyntaxTree.ParseText(File.ReadAllText(path)).GetRoot()
        from written in root.DescendantNodes().OfType<ExpressionSyntax>()
        where IsText(written) && written.Parent is not BinaryExpressionSyntax
        let text = Complete(Value(written, root))
        where text is not null
        select ($"{Relative(path)}:{written.GetLocation().GetLineSpan().StartLinePosition.Line + 1}", text);

    static bool IsText(ExpressionSyntax written) =>
        written.IsKind(SyntaxKind.StringLiteralExpression)
        || written is InterpolatedStringExpressionSyntax
        || written.IsKind(SyntaxKind.AddExpression);

    /// <summary>The text of an expression, as far as its own file tells it; a name that says nothing stands for itself.</summary>
    static string Value(ExpressionSyntax written, SyntaxNode root) =>
        written switch
        {
            LiteralExpressionSyntax literal => literal.Token.ValueText,
            InterpolatedStringExpressionSyntax text => string.Concat(
                text.Contents.Select(part =>
                    part is InterpolationSyntax hole ? Value(hole.Expression, root)
                    : part is InterpolatedStringTextSyntax plain ? plain.TextToken.ValueText
                    : ""
                )
            ),
            BinaryExpressionSyntax sum => Value(sum.Left, root) + (sum.Right is IdentifierNameSyntax ? "" : Value(sum.Right, root)),
            IdentifierNameSyntax name => Known(name, root) ?? name.Identifier.Text,
            _ => "",
        };

    /// <summary>The constant of this name, or the default of the parameter.</summary>
    static string? Known(IdentifierNameSyntax name, SyntaxNode root)
    {
        var text = name.Identifier.Text;
        var parameter = name.Ancestors()
            .OfType<BaseMethodDeclarationSyntax>()
            .SelectMany(method => method.ParameterList.Parameters)
            .FirstOrDefault(one => one.Identifier.Text == text);
        var constant = root.DescendantNodes().OfType<VariableDeclaratorSyntax>().FirstOrDefault(one => one.Identifier.Text == text);
        return (parameter?.Default ?? constant?.Initializer)?.Value is LiteralExpressionSyntax value ? value.Token.ValueText : null;
    }

    /// <summary>The text with what is required of a blueprint; null when it does not begin as one.</summary>
    static string? Complete(string text)
    {
        var first = text.Split('\n').Select(line => line.TrimEnd()).FirstOrDefault(line => line.Length > 0 && line[0] is not '#');
        var colon = first?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 0 || !Keys.Contains(first![..colon]) || (colon + 1 < first.Length && first[colon + 1] is not ' '))
        {
            return null;
        }
        var required = KeyTree.RequiredIn("").Where(key => !Regex.IsMatch(text, $"(?m)^{key.Path}:")).Select(key => key.RequiredExample);
        return first.StartsWith("app:", StringComparison.Ordinal) ? text : $"{string.Join('\n', required)}\n{text}";
    }

    static IEnumerable<string> Below(string pattern, params string[] folders) =>
        folders
            .SelectMany(folder => Directory.EnumerateFiles(SourceTree.PathOf(folder), pattern, SearchOption.AllDirectories))
            .Where(path => !Relative(path).Split('/').Any(part => part is "bin" or "obj" or "node_modules"))
            .Order(StringComparer.Ordinal);

    static string Relative(string path) => Path.GetRelativePath(SourceTree.Root, path);

    [GeneratedRegex(@"(?s)(?:```yaml|railhead\.yaml <<'END')\n(?<yaml>.*?)\n(?:```|END)")]
    private static partial Regex Example();
}
