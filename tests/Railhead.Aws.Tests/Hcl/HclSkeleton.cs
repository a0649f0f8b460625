using System.Text;

namespace Railhead.Aws.Tests;

/// <summary>Reads HCL by HashiCorp's grammar, not by how the emitter writes it.</summary>
static class HclSkeleton
{
    /// <summary>The text without the contents of its quoted strings, and without the spaces that only make columns.</summary>
    public static string Of(string text)
    {
        var result = new StringBuilder();
        var i = 0;
        while (i < text.Length)
        {
            var c = text[i++];
            if (c == '#')
            {
                while (i < text.Length && text[i] != '\n')
                {
                    i++;
                }
            }
            else if (c == '"')
            {
                i = AfterString(text, i);
                result.Append("\"\"");
            }
            else if (c != ' ')
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    /// <summary>A line without the contents of its strings.</summary>
    public static string WithoutStrings(string line)
    {
        var result = new StringBuilder();
        for (var i = 0; i < line.Length; )
        {
            var c = line[i++];
            if (c == '"')
            {
                i = AfterString(line, i);
                result.Append("\"\"");
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    /// <summary>
    /// After the quote that ends the string which begins before <paramref name="i"/>; templates in it may hold strings of their own.
    /// </summary>
    static int AfterString(string text, int i)
    {
        while (text[i] != '"')
        {
            if (text[i] == '\n')
            {
                throw new FormatException($"a string goes over a line's end: {text[Math.Max(0, i - 60)..i]}");
            }

            if (text[i] == '\\')
            {
                i += 2;
            }
            else if (text[i] is '$' or '%' && text[i + 1] == text[i] && text[i + 2] == '{')
            {
                i += 3;
            }
            else if (text[i] is '$' or '%' && text[i + 1] == '{')
            {
                i = AfterTemplate(text, i + 2);
            }
            else
            {
                i++;
            }
        }

        return i + 1;
    }

    static int AfterTemplate(string text, int i)
    {
        for (var open = 1; open > 0; i++)
        {
            if (text[i] == '"')
            {
                i = AfterString(text, i + 1) - 1;
            }
            else if (text[i] == '{')
            {
                open++;
            }
            else if (text[i] == '}')
            {
                open--;
            }
        }

        return i;
    }
}
