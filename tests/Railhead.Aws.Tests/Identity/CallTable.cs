using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Railhead.Aws.Tests;

/// <summary>The API calls of all actors: Data/iam/calls.json, filled in with the resources of an environment.</summary>
sealed partial class CallTable(EmittedPolicies emitted)
{
    const string People = "arn:aws:iam::" + EmittedPolicies.Account + ":role/administrator";

    static readonly JsonObject Json = JsonNode.Parse(Golden.Read("iam/calls.json"))!.AsObject();

    public static IReadOnlyList<CallRow> Rows { get; } = RowsOf("calls");

    /// <summary>The people who run Terraform: their permissions are not in the Terraform.</summary>
    public static IamPolicy Administrator { get; } =
        new(
            "administrator",
            IamPolicyKind.Identity,
            People,
            IamStatement.Of("administrator", """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""")
        );

    /// <summary>What must be allowed, and the calls to KMS that follow from it.</summary>
    public IReadOnlyList<ExpectedCall> Calls() =>
        [.. Rows.SelectMany(Expand).SelectMany(call => KeyCalls.With(call, emitted, Json["keys"]!.AsArray()))];

    /// <summary>What must be denied.</summary>
    public IReadOnlyList<ExpectedCall> Refused() => [.. RowsOf("refused").SelectMany(Expand)];

    public static JsonObject ActorOf(string name) => Json["actors"]![name]!.AsObject();

    static List<CallRow> RowsOf(string part) => [.. Json[part]!.AsArray().Select(row => new CallRow(row!.AsObject()))];

    IEnumerable<ExpectedCall> Expand(CallRow row)
    {
        var principal = PrincipalOf(row.Actor);
        if (principal is null || (row.If.Count > 0 && !row.If.Any(Exists)))
        {
            yield break;
        }

        foreach (var variables in EachOf(row.Each))
        {
            foreach (var resource in row.On.Select(one => Fill(one, variables)).OfType<string>())
            {
                var context = CallContext.Of(principal, resource);
                foreach (var (key, values) in row.With)
                {
                    context[key] = [.. IamStatement.Texts(values).Select(one => Fill(one, variables)).OfType<string>()];
                }

                foreach (var action in row.Actions)
                {
                    var actor = ActorOf(row.Actor);
                    yield return new ExpectedCall(
                        row,
                        new IamCall(principal, action, resource, context),
                        actor["inVpc"] is null && actor["endpointOnly"] is null ? [] : EndpointsOf(action),
                        actor["endpointOnly"] is not null
                    );
                }
            }
        }
    }

    /// <summary>Null: the environment does not have this role.</summary>
    IamPrincipal? PrincipalOf(string name)
    {
        var actor = ActorOf(name);
        return (string?)actor["role"] is { } role ? (Exists(role) ? new IamPrincipal(Fill($"${{{role}}}", [])!) : null)
            : (string?)actor["service"] is { } service ? new IamPrincipal(Fill(service, [])!)
            : new IamPrincipal(actor["people"] is null ? "arn:aws:iam::999988887777:role/ecr" : People);
    }

    bool Exists(string address) => emitted.Made[address] is not null || emitted.Resources[address] is not null;

    static string[] EndpointsOf(string action) =>
        action.Split(':')[0] switch
        {
            "ecr" => ["ecr.api", "ecr.dkr"],
            var service => [service],
        };

    /// <summary>The variables of each repetition of a row.</summary>
    IEnumerable<Dictionary<string, string>> EachOf(string? each)
    {
        switch (each)
        {
            case null:
                return
                [
                    [],
                ];
            case "bucket" or "replicated bucket":
                return OfType("aws_s3_bucket")
                    .Where(one =>
                        one.Label is not ("artifacts" or "access_logs" or "state") && !one.Label.EndsWith("_copy", StringComparison.Ordinal)
                    )
                    .Where(one => each == "bucket" || Exists($"aws_s3_bucket.{one.Label}_copy"))
                    .Select(one => new Dictionary<string, string>
                    {
                        ["each"] = one.Arn,
                        ["each.key"] = one.Label,
                        ["copy"] = (string?)emitted.Made[$"aws_s3_bucket.{one.Label}_copy"]?["arn"] ?? "",
                    });
            case "traffic listener":
                return emitted.Resources["aws_codedeploy_deployment_group.main"]!["listener_arns"]!
                    .AsArray()
                    .Select(arn => new Dictionary<string, string>
                    {
                        ["each"] = (string)arn!,
                        ["rule"] = ((string)arn!).Replace(":listener/", ":listener-rule/", StringComparison.Ordinal) + "/0123",
                    });
            default:
                return OfType(each).Select(one => new Dictionary<string, string> { ["each"] = one.Arn });
        }
    }

    IEnumerable<(string Label, string Arn)> OfType(string type) =>
        emitted
            .Made.Where(one =>
                one.Key.StartsWith(type + ".", StringComparison.Ordinal) || one.Key.StartsWith(type + "[", StringComparison.Ordinal)
            )
            .Select(one => (one.Key.Split('.', 2)[1], (string)one.Value!["arn"]!));

    /// <summary>Null: it names something that this environment does not have.</summary>
    string? Fill(string text, Dictionary<string, string> variables)
    {
        var missing = false;
        var filled = VariablePattern()
            .Replace(
                text,
                match =>
                {
                    var name = match.Groups[1].Value;
                    var value = name switch
                    {
                        "region" => emitted.Region,
                        "account" => EmittedPolicies.Account,
                        _ => variables.GetValueOrDefault(name) ?? Attribute(name),
                    };
                    missing |= string.IsNullOrEmpty(value);
                    return value ?? "";
                }
            );
        return missing ? null : filled;
    }

    string? Attribute(string name)
    {
        if (name.Split('.') is not [var type, var label, .. var rest])
        {
            return null;
        }

        var address = $"{type}.{label}";
        var attribute = rest is [var one] ? one : "arn";
        return (string?)(emitted.Made[address]?[attribute] ?? emitted.Resources[address]?[attribute]);
    }

    [GeneratedRegex(@"\$\{([^}]+)\}")]
    private static partial Regex VariablePattern();
}
