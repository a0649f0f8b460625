using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

/// <summary>A statement of a policy's JSON.</summary>
/// <param name="Place">Where a reader finds it, such as <c>aws_iam_role_policy.build, statement 2</c>.</param>
sealed record IamStatement(string Place, JsonObject Json)
{
    static readonly string[] Elements =
    [
        "Sid",
        "Effect",
        "Principal",
        "NotPrincipal",
        "Action",
        "NotAction",
        "Resource",
        "NotResource",
        "Condition",
    ];

    public bool IsAllow { get; } = (string?)Json["Effect"] == "Allow";

    public IReadOnlyList<string> Actions { get; } = Texts(Json["Action"]);

    public IReadOnlyList<string> Resources { get; } = Texts(Json["Resource"]);

    /// <summary>Operator, key and values of each condition.</summary>
    public IReadOnlyList<(string Operator, string Key, IReadOnlyList<string> Values)> Conditions { get; } =
        Json["Condition"] is JsonObject all
            ? [.. all.SelectMany(test => test.Value!.AsObject().Select(one => (test.Key, one.Key, Texts(one.Value))))]
            : [];

    /// <summary>The statements of a policy.</summary>
    public static IReadOnlyList<IamStatement> Of(string place, string policy)
    {
        var statements = JsonNode.Parse(policy)!["Statement"]!;
        JsonNode?[] all = statements is JsonArray array ? [.. array] : [statements];
        return [.. all.Select((node, i) => Read($"{place}, statement {i + 1}", node!.DeepClone().AsObject()))];
    }

    static IamStatement Read(string place, JsonObject json)
    {
        var unknown = json.Select(element => element.Key).Except(Elements).ToList();
        Assert.True(unknown.Count == 0, $"{place} has an element that the evaluator does not know: {string.Join(", ", unknown)}");
        return new IamStatement((string?)json["Sid"] is { Length: > 0 } sid ? $"{place} ({sid})" : place, json);
    }

    /// <summary>Whether the principal of the call is among those that the statement names.</summary>
    /// <param name="call">The call.</param>
    /// <param name="direct">False: the statement names only the account, which leaves the decision to IAM.</param>
    public bool Names(IamCall call, out bool direct)
    {
        direct = true;
        if (Json["NotPrincipal"] is { } not)
        {
            return !Includes(not, call.Principal, out _);
        }

        return Json["Principal"] is not { } principal || Includes(principal, call.Principal, out direct);
    }

    /// <summary>Whether action, resource and conditions fit the call.</summary>
    public bool Fits(IamCall call) =>
        FitsAction(call)
        && FitsResource(call)
        && Conditions.All(condition => IamCondition.Holds(condition.Operator, condition.Key, condition.Values, call));

    public bool FitsAction(IamCall call) =>
        Json["NotAction"] is { } not
            ? !Texts(not).Any(pattern => IamPattern.Action(pattern, call.Action))
            : Actions.Any(pattern => IamPattern.Action(pattern, call.Action));

    /// <summary>A trust policy has no resource.</summary>
    bool FitsResource(IamCall call) =>
        Json["NotResource"] is { } not
            ? !Texts(not).Any(pattern => IamPattern.Resource(pattern, call))
            : Json["Resource"] is null || Resources.Any(pattern => IamPattern.Resource(pattern, call));

    static bool Includes(JsonNode principal, IamPrincipal caller, out bool direct)
    {
        direct = true;
        // "*" and { "AWS": "*" } are the same: everybody, services included.
        var names = IsEverybody(principal) ? ["*"] : Texts(principal["AWS"]);
        if (names.Contains("*"))
        {
            return true;
        }

        if (caller.IsService)
        {
            return Texts(principal["Service"]).Contains(caller.Name);
        }

        direct = names.Contains(caller.Name);
        return direct
            || names.Any(name =>
                name == caller.Account || (name.EndsWith(":root", StringComparison.Ordinal) && name.Split(':')[4] == caller.Account)
            );
    }

    static bool IsEverybody(JsonNode principal) => principal is JsonValue && (string?)principal == "*";

    public static IReadOnlyList<string> Texts(JsonNode? node) =>
        node switch
        {
            null => [],
            JsonArray array => [.. array.Select(one => (string)one!)],
            _ => [node.GetValueKind() == System.Text.Json.JsonValueKind.String ? (string)node! : node.ToString().ToLowerInvariant()],
        };
}
