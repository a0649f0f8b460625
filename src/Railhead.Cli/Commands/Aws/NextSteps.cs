using System.Text.Json;
using Railhead.Aws;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary>The steps that a person has to do after an apply.</summary>
static class NextSteps
{
    public static IEnumerable<string> Of(
        Architecture architecture,
        IReadOnlyList<PlannedChange> changes,
        IReadOnlyDictionary<string, JsonElement?> outputs,
        string? connection
    )
    {
        if (connection is "PENDING" && Text(outputs, "github_connection_url") is { } page)
        {
            yield return $"Confirm the connection with GitHub, once: {page}";
        }

        if (Text(outputs, "repository") is { } repository && repository.StartsWith("OWNER/", StringComparison.Ordinal))
        {
            yield return "Set repository: OWNER/NAME in railhead.yaml. Then run: railhead synth, railhead apply";
        }

        var created = changes.Where(change => change.Action == PlannedAction.Create).ToList();
        if (created.Any(change => change.Type == "aws_sns_topic_subscription"))
        {
            yield return "Each recipient must confirm the subscription e-mail from AWS: "
                + $"{string.Join(", ", architecture.Observability.Topics.SelectMany(topic => topic.Emails))}";
        }

        foreach (var secret in architecture.Secrets.All.Where(secret => secret.Origin == Model.SecretOrigin.User))
        {
            if (
                created.Any(change =>
                    change.Address.StartsWith("aws_secretsmanager_secret.app", StringComparison.Ordinal)
                    && change.Address.Contains(secret.Path.Split('/')[^1], StringComparison.Ordinal)
                )
            )
            {
                yield return $"Set the secret: aws secretsmanager put-secret-value --secret-id {secret.Path} --secret-string "
                    + "file:///dev/stdin";
            }
        }

        if (changes.Any(change => change is { Type: "aws_ssm_parameter", Action: PlannedAction.Update }))
        {
            yield return "The new task definition takes effect with the next release: push, or aws codepipeline "
                + $"start-pipeline-execution --name {architecture.Pipeline.Name}";
        }
    }

    static string? Text(IReadOnlyDictionary<string, JsonElement?> outputs, string name) =>
        outputs.TryGetValue(name, out var value) && value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
