using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

/// <summary>
/// No policy is wider than its calls need: a wildcard in place of a name still allows every call, so the tests of single grants cannot
/// see it (docs/decisions/0037).
/// </summary>
[Trait("Engine", TerraformTool.Trait)]
public sealed class WideningTests
{
    const string Stranger = "ec2.amazonaws.com";
    const string OtherAccount = "arn:aws:iam::999988887777:root";

    [Theory]
    [MemberData(nameof(PolicyEnvironments.Names), MemberType = typeof(PolicyEnvironments))]
    public async Task No_grant_is_wider_than_its_calls(string environment)
    {
        var privilege = await LeastPrivilege.OfAsync(environment);
        var wide = privilege.TooWide(privilege.Emitted);
        Assert.True(wide.Count == 0, string.Join('\n', wide));
    }

    [Theory]
    [MemberData(nameof(PolicyEnvironments.Names), MemberType = typeof(PolicyEnvironments))]
    public async Task Each_widened_statement_is_found(string environment)
    {
        var privilege = await LeastPrivilege.OfAsync(environment);
        List<string> missed = [];
        var mutations = 0;
        foreach (var policy in privilege.Emitted)
        {
            foreach (var statement in policy.Statements.Where(statement => statement.IsAllow))
            {
                foreach (var (what, widened) in Widened(policy, statement))
                {
                    mutations++;
                    var mutated = IamGrant.Replace(privilege.Emitted, policy, statement, widened);
                    if (privilege.TooWide(mutated).Count == 0 && privilege.Unneeded(mutated, statement.Place).Count == 0)
                    {
                        missed.Add($"{statement.Place}: {what}");
                    }
                }
            }
        }

        Assert.True(mutations > 150, $"only {mutations} mutations");
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    static IEnumerable<(string What, IamStatement[] Statements)> Widened(IamPolicy policy, IamStatement statement)
    {
        // A statement of its own.
        var more = new JsonObject { ["Effect"] = "Allow", ["Action"] = "s3:DeleteBucket" };
        foreach (var element in (string[])["Resource", "Principal"])
        {
            more[element] = statement.Json[element]?.DeepClone();
        }

        yield return ("a useless statement", [statement, new IamStatement(statement.Place, Without(more))]);
        if (policy.Kind == IamPolicyKind.Endpoint)
        {
            // It grants nothing: it only stops calls.
            yield break;
        }

        foreach (var action in statement.Actions.Where(action => !action.Contains('*', StringComparison.Ordinal)))
        {
            var service = $"{action.Split(':')[0]}:*";
            var others = statement.Actions.Where(one => one != action).Append(service);
            yield return ($"{service} for {action}", [IamGrant.With(statement, "Action", Array(others))]);
        }

        foreach (var resource in statement.Resources.Where(resource => resource != "*" && policy.Kind == IamPolicyKind.Identity))
        {
            var others = statement.Resources.Where(one => one != resource).Append("*");
            yield return ($"* for {resource}", [IamGrant.With(statement, "Resource", Array(others))]);
        }

        if (statement.Json["Principal"] is JsonObject principals)
        {
            foreach (var (kind, name) in new[] { ("Service", Stranger), ("AWS", OtherAccount) })
            {
                var both = principals.DeepClone().AsObject();
                both[kind] = Array(IamStatement.Texts(both[kind]).Append(name));
                yield return ($"{name} as a principal", [IamGrant.With(statement, "Principal", both)]);
            }
        }
    }

    static JsonObject Without(JsonObject json)
    {
        foreach (var name in json.Where(element => element.Value is null).Select(element => element.Key).ToList())
        {
            json.Remove(name);
        }

        return json;
    }

    static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(text => JsonValue.Create(text))];
}
