using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Railhead.Model;

/// <summary>The task definition as it will be in Parameter Store, for its size: ARNs are of the right length, not the right ones.</summary>
static class TaskTemplate
{
    /// <summary>The characters of both containers besides variables, secrets and the start command, in <c>tasks.tf</c>.</summary>
    const int Rest = 2350;

    public static string Text(Architecture architecture)
    {
        var task = architecture.Services.TaskDefinition;
        var text = new StringBuilder();
        foreach (var (name, value) in task.Environment)
        {
            text.Append("{\"name\":\"").Append(name).Append("\",\"value\":\"").Append(Escaped(value)).Append("\"},");
        }
        foreach (var name in task.Secrets)
        {
            text.Append(Secret(architecture, name, $"app/{name}", ""));
        }
        foreach (var variable in task.Contract.Where(variable => variable.Source == VariableSource.Secret))
        {
            text.Append(Secret(architecture, variable.Name, variable.Secret!, $":{variable.Field}::"));
        }
        var command = Math.Max(task.Start.Length, architecture.Services.ReleaseTask?.Command.Length ?? 0);
        return text.Append(Filler(Rest)).Append(Filler(command)).ToString();
    }

    static string Secret(Architecture architecture, string name, string key, string field)
    {
        var path = $"{architecture.App}/{architecture.Environment}/{key}";
        var region = architecture.Network.Region;
        return $"{{\"name\":\"{name}\",\"valueFrom\":\"arn:{Regions.Partition(region)}:secretsmanager:{region}:123456789012:secret:{path}-{Digits(path)[..6]}{field}\"}},";
    }

    /// <summary>As <c>jsonencode</c> escapes.</summary>
    static string Escaped(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => text.Append('\\').Append(c),
                '\n' => text.Append("\\n"),
                '\t' => text.Append("\\t"),
                '<' or '>' or '&' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }
        return text.ToString();
    }

    /// <summary>JSON compresses to about a third, and so do hexadecimal digits with blanks.</summary>
    static string Filler(int length)
    {
        var text = new StringBuilder();
        for (var i = 0; text.Length < length; i++)
        {
            text.Append(Digits($"{length}/{i}")[..16]).Append(' ', 16);
        }
        return text.ToString()[..length];
    }

    static string Digits(string seed) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));
}
