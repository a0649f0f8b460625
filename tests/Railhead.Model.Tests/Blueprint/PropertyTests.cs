using CsCheck;

namespace Railhead.Model.Tests;

public class PropertyTests
{
    static readonly string[] Pieces =
    [
        "app",
        "start",
        "health",
        "service",
        "cpu",
        "database",
        "none",
        "storage",
        "buckets",
        "files",
        "environments",
        "production",
        "env",
        "deploy",
        "strategy",
        "canary",
        ":",
        ": ",
        "\n",
        "\n  ",
        "\n    ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "\"",
        "'",
        "|\n",
        ">\n",
        "&a ",
        "*a",
        "!!str ",
        "<<",
        "? ",
        "#",
        "%",
        "---\n",
        "...\n",
        "\t",
        "\r\n",
        "\0",
        "\uFEFF",
        "é",
        "\u2028",
        "null",
        "~",
        "256",
        "99999999999",
        "@",
        "`",
        "\\x",
        "\uD83D",
    ];

    static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]);

    [Fact]
    public void No_text_whatever_throws() =>
        Gen.OneOf(
                Piece.Array[0, 40].Select(string.Concat),
                Gen.String[0, 60],
                Piece.Array[0, 12].Select(p => Read.Minimal + string.Concat(p))
            )
            .Sample(
                text =>
                {
                    var result = BlueprintFile.Parse(text, "railhead.yaml", "local");
                    Assert.Equal(result.Blueprint is null, result.Findings.Any(f => f.Severity == Severity.Error));
                    Assert.All(
                        result.Findings,
                        f => Assert.True(f is { Line: > 0, Column: > 0, Hint: not null } && !f.Message.Contains('\n'))
                    );
                },
                iter: 5000
            );

    [Fact]
    public void Every_misspelt_key_is_found_where_it_stands()
    {
        var text = Golden.Read("show/everything.staging.yaml");
        var keys = KeysOf(text);
        Assert.True(keys.Count > 60);
        Gen.Select(Gen.Int[0, keys.Count - 1], Gen.Int[0, 20], Gen.Int[0, 2].Select(i => new string('q', i)))
            .Sample(
                (which, where, typo) =>
                {
                    var (line, column, key) = keys[which];
                    var at = where % key.Length;
                    var wrong = typo.Length == 0 && key.Length > 3 ? key.Remove(at, 1) : key.Insert(at, typo.Length == 0 ? "q" : typo);
                    var lines = text.Split('\n');
                    lines[line - 1] = lines[line - 1][..(column - 1)] + wrong + lines[line - 1][(column - 1 + key.Length)..];
                    var findings = BlueprintFile.Parse(string.Join('\n', lines), "railhead.yaml", "staging").Findings;
                    // Without its s, `https` is another key that is there already.
                    Assert.Contains(
                        findings,
                        f => f.Code is "RH1002" or "RH1006" && f.Line == line && f.Column == column && f.Message.Contains($"\"{wrong}\"")
                    );
                },
                iter: 1000
            );
    }

    [Fact]
    public void Every_misspelt_key_with_one_letter_wrong_gets_a_suggestion()
    {
        foreach (var (line, column, key) in KeysOf(Golden.Read("show/everything.staging.yaml")).Where(k => k.Key.Length > 3))
        {
            var lines = Golden.Read("show/everything.staging.yaml").Split('\n');
            lines[line - 1] = lines[line - 1][..(column - 1)] + key[..1] + key[2..] + lines[line - 1][(column - 1 + key.Length)..];
            var finding = BlueprintFile.Parse(string.Join('\n', lines), "railhead.yaml", "staging").Findings.First(f => f.Code == "RH1002");
            Assert.StartsWith("Did you mean", finding.Hint);
        }
    }

    /// <summary>The fixed keys of a blueprint with their places; those that the user chooses are left out.</summary>
    static List<(int Line, int Column, string Key)> KeysOf(string text)
    {
        string[] own = ["MODE", "LIMIT", "DEBUG", "EMPTY", "EXTRA", "files", "pictures", "tmp", "night", "morning", "staging"];
        var keys = new List<(int, int, string)>();
        foreach (var (line, i) in text.Split('\n').Select((l, i) => (l, i + 1)))
        {
            foreach (
                System.Text.RegularExpressions.Match match in System.Text.RegularExpressions.Regex.Matches(
                    line,
                    @"(?<=^ *|[{,] )([a-z_]+)(?=:)"
                )
            )
            {
                if (!own.Contains(match.Value))
                {
                    keys.Add((i, match.Index + 1, match.Value));
                }
            }
        }
        return keys;
    }
}
