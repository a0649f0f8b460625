using System.Text.Json;
using Railhead.Aws;

namespace Railhead.Cli;

/// <summary>What remains for a person after an apply.</summary>
static class NextSteps
{
    public static void Say(
        Invocation call,
        AwsSession session,
        IReadOnlyList<PlannedChange> changes,
        IReadOnlyDictionary<string, JsonElement?> outputs
    )
    {
        var steps = new List<string>();
        if (Text(outputs, "github_connection_status") is "PENDING" && Text(outputs, "github_connection_url") is { } connection)
        {
            steps.Add($"Confirm the connection with GitHub, once: {connection}");
        }

        if (Text(outputs, "repository") is { } repository && repository.StartsWith("OWNER/", StringComparison.Ordinal))
        {
            steps.Add("Say where the code is: repository: OWNER/NAME in railhead.yaml, then railhead synth and apply.");
        }

        var created = changes.Where(change => change.Action == PlannedAction.Create).ToList();
        if (created.Any(change => change.Type == "aws_sns_topic_subscription"))
        {
            steps.Add(
                $"Each address confirms the mail that AWS sends it: {string.Join(", ", session.Architecture.Observability.Topics.SelectMany(topic => topic.Emails))}"
            );
        }

        foreach (var secret in session.Architecture.Secrets.All.Where(secret => secret.Origin == Model.SecretOrigin.User))
        {
            if (
                created.Any(change =>
                    change.Address.StartsWith("aws_secretsmanager_secret.app", StringComparison.Ordinal)
                    && change.Address.Contains(secret.Path.Split('/')[^1], StringComparison.Ordinal)
                )
            )
            {
                steps.Add(
                    $"Set the secret: aws secretsmanager put-secret-value --secret-id {secret.Path} --secret-string file:///dev/stdin"
                );
            }
        }

        if (changes.Any(change => change is { Type: "aws_ssm_parameter", Action: PlannedAction.Update }))
        {
            steps.Add(
                $"The tasks' new definition takes effect with the next release: push, or aws codepipeline start-pipeline-execution --name {session.Architecture.Pipeline.Name}"
            );
        }

        if (steps.Count == 0)
        {
            return;
        }

        call.Error.WriteLine("Next:");
        foreach (var step in steps)
        {
            call.Error.WriteLine($"  · {step}");
        }
    }

    static string? Text(IReadOnlyDictionary<string, JsonElement?> outputs, string name) =>
        outputs.TryGetValue(name, out var value) && value is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
