using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

/// <summary>
/// The smallest part of a statement that can be taken away: one action on one resource, or for one principal where the statement names
/// several.
/// </summary>
/// <param name="Without">The policies without it.</param>
sealed record IamGrant(IamStatement Statement, string Action, string Resource, string? Principal, Func<IReadOnlyList<IamPolicy>> Without)
{
    const string PrincipalElement = "Principal";

    public override string ToString() => $"{Statement.Place}: {Action} on {Resource}" + (Principal is null ? "" : $" for {Principal}");

    /// <summary>Whether the call could depend on it.</summary>
    public bool Concerns(IamCall call) =>
        IamPattern.Action(Action, call.Action)
        && (Resource.Length == 0 || IamPattern.Resource(Resource, call))
        && (Principal is null || call.Principal.Name == Principal)
        && Statement.Names(call, out _);

    /// <summary>All that the policies allow.</summary>
    public static IEnumerable<IamGrant> Of(IReadOnlyList<IamPolicy> policies) =>
        from policy in policies
        from statement in policy.Statements
        where statement.IsAllow
        from action in statement.Actions
        from resource in statement.Resources.DefaultIfEmpty("")
        from principal in PrincipalsOf(statement)
        select new IamGrant(
            statement,
            action,
            resource,
            principal,
            () => Replace(policies, policy, statement, [.. Less(statement, action, resource, principal)])
        );

    /// <summary>The policies with other statements in place of one.</summary>
    public static IReadOnlyList<IamPolicy> Replace(
        IReadOnlyList<IamPolicy> policies,
        IamPolicy policy,
        IamStatement statement,
        params IReadOnlyList<IamStatement> others
    ) =>
        [
            .. policies.Select(one =>
                one != policy ? one : one with { Statements = [.. one.Statements.SelectMany(it => it == statement ? others : [it])] }
            ),
        ];

    /// <summary>The same statement with another value of an element; null removes the element.</summary>
    public static IamStatement With(IamStatement statement, string element, JsonNode? value)
    {
        var json = statement.Json.DeepClone().AsObject();
        if (value is null)
        {
            json.Remove(element);
        }
        else
        {
            json[element] = value;
        }

        return new IamStatement(statement.Place, json);
    }

    /// <summary>The same statement without one of its conditions.</summary>
    public static IamStatement WithoutCondition(IamStatement statement, string operation, string key)
    {
        var conditions = statement.Json["Condition"]!.DeepClone().AsObject();
        conditions[operation]!.AsObject().Remove(key);
        return With(statement, "Condition", conditions);
    }

    static IEnumerable<string?> PrincipalsOf(IamStatement statement)
    {
        var services = ServicesOf(statement);
        return services.Count > 1 ? services : Enumerable.Repeat<string?>(null, 1);
    }

    /// <summary>The statement without the action, and the action alone without the resource or the principal.</summary>
    static IEnumerable<IamStatement> Less(IamStatement statement, string action, string resource, string? principal)
    {
        if (statement.Actions.Count > 1)
        {
            yield return With(statement, "Action", Array(statement.Actions.Where(one => one != action)));
        }

        var alone = With(statement, "Action", action);
        if (statement.Resources.Count > 1)
        {
            yield return With(alone, "Resource", Array(statement.Resources.Where(one => one != resource)));
        }

        if (principal is not null)
        {
            var others = ServicesOf(statement).Where(one => one != principal);
            yield return With(alone, PrincipalElement, new JsonObject { ["Service"] = Array(others) });
        }
    }

    static IReadOnlyList<string> ServicesOf(IamStatement statement) =>
        IamStatement.Texts((statement.Json[PrincipalElement] as JsonObject)?["Service"]);

    static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(one => JsonValue.Create(one))];
}
