using System.Text.Json;

namespace Railhead.Aws;

/// <summary>
/// Finds the statements of all policies in a plan: in the text of a policy where the plan knows it, else in the
/// <c>aws_iam_policy_document</c> that it comes from.
/// </summary>
static class PolicyStatements
{
    const int Deepest = 8;

    static readonly string[] Parts = ["source_policy_documents", "override_policy_documents"];

    static readonly (string Type, string Attribute, PolicyKind Kind)[] Places =
    [
        ("aws_iam_policy", "policy", PolicyKind.Identity),
        ("aws_iam_role_policy", "policy", PolicyKind.Identity),
        ("aws_iam_user_policy", "policy", PolicyKind.Identity),
        ("aws_iam_group_policy", "policy", PolicyKind.Identity),
        ("aws_iam_role", "assume_role_policy", PolicyKind.Trust),
        ("aws_kms_key", "policy", PolicyKind.Key),
        ("aws_kms_key_policy", "policy", PolicyKind.Key),
        ("aws_s3_bucket_policy", "policy", PolicyKind.Resource),
        ("aws_sns_topic", "policy", PolicyKind.Resource),
        ("aws_sns_topic_policy", "policy", PolicyKind.Resource),
        ("aws_sqs_queue", "policy", PolicyKind.Resource),
        ("aws_sqs_queue_policy", "policy", PolicyKind.Resource),
        ("aws_secretsmanager_secret_policy", "policy", PolicyKind.Resource),
        ("aws_ecr_repository_policy", "policy", PolicyKind.Resource),
    ];

    /// <summary>All statements of the plan, each once.</summary>
    public static IEnumerable<PolicyStatement> Of(PolicyPlan plan) =>
        Places.SelectMany(place => plan.Of(place.Type).SelectMany(resource => Of(plan, resource, place.Attribute, place.Kind) ?? []));

    /// <summary>The statements of one policy; null when the plan does not show them.</summary>
    public static IReadOnlyList<PolicyStatement>? Of(PolicyPlan plan, PolicyResource resource, string attribute, PolicyKind kind)
    {
        if (resource[attribute].Text is { } text)
        {
            return FromText(resource, kind, text);
        }

        var documents = plan.Targets(resource, attribute, "aws_iam_policy_document");
        return documents.Count > 0 ? [.. documents.SelectMany(document => FromDocument(plan, resource, kind, document, 0))] : null;
    }

    static IReadOnlyList<PolicyStatement>? FromText(PolicyResource resource, PolicyKind kind, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.TryGetProperty("Statement", out var statements)
                ? [.. (statements.ValueKind == JsonValueKind.Array ? [.. statements.EnumerateArray()] : new[] { statements }).Select(Read)]
                : [];
        }
        catch (JsonException)
        {
            return null;
        }

        PolicyStatement Read(JsonElement statement) =>
            new(
                resource,
                kind,
                statement.Get("Effect").AsText() == "Allow",
                Texts(statement.Get("Action")),
                Texts(statement.Get("Resource")),
                Principals(statement.Get("Principal")),
                [
                    .. statement
                        .Get("Condition")
                        .Properties()
                        .SelectMany(test => test.Value.Properties())
                        .Select(condition => condition.Name.ToLowerInvariant()),
                ]
            );
    }

    static IEnumerable<PolicyStatement> FromDocument(
        PolicyPlan plan,
        PolicyResource resource,
        PolicyKind kind,
        PolicyResource document,
        int depth
    ) => Included(plan, resource, kind, document, depth).Concat(Own(resource, kind, document));

    /// <summary>A document may be made of others.</summary>
    static IEnumerable<PolicyStatement> Included(
        PolicyPlan plan,
        PolicyResource resource,
        PolicyKind kind,
        PolicyResource document,
        int depth
    ) =>
        depth > Deepest
            ? []
            : Parts
                .SelectMany(attribute => plan.Targets(document, attribute, "aws_iam_policy_document"))
                .SelectMany(part => FromDocument(plan, resource, kind, part, depth + 1));

    static IEnumerable<PolicyStatement> Own(PolicyResource resource, PolicyKind kind, PolicyResource document) =>
        document
            .Blocks("statement")
            .Select(statement => new PolicyStatement(
                resource,
                kind,
                !statement["effect"].IsText("Deny"),
                statement["actions"].Texts,
                statement["resources"].Texts,
                [
                    .. statement
                        .Blocks("principals")
                        .SelectMany(principals => principals["identifiers"].Texts.Select(name => (principals["type"].Text ?? "", name))),
                ],
                [.. statement.Blocks("condition").Select(condition => condition["variable"].Text?.ToLowerInvariant() ?? "")]
            ));

    static List<(string Kind, string Name)> Principals(JsonElement principal) =>
        principal.ValueKind == JsonValueKind.String
            ? [("AWS", principal.GetString()!)]
            : [.. principal.Properties().SelectMany(kind => Texts(kind.Value).Select(name => (kind.Name, name)))];

    static List<string> Texts(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array => [.. value.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)],
            _ => [],
        };
}
