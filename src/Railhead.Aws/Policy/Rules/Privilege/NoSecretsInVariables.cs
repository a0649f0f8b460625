using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>no-secrets-in-variables</c>.</summary>
static class NoSecretsInVariables
{
    public static PolicyRule Rule { get; } =
        new("RH6031", "no-secrets-in-variables", PolicyArea.Privilege, Severity.Error)
        {
            Reason = "Plain variables stand in the state, in the console and in the history of the task definition.",
            Fix = "Put the value into Secrets Manager and refer to it (secrets, valueFrom, type = \"SECRETS_MANAGER\").",
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
            Scanners = ["CKV_AWS_45", "CKV_AWS_78"],
            Types = ["aws_ecs_task_definition"],
            Find = plan =>
                Variables(plan)
                    .Where(variable => SecretVariables.IsSecret(variable.Name, variable.Value))
                    .Select(variable => variable.Resource.Says($"the variable {variable.Name} holds a secret in plain text")),
        };

    static IEnumerable<(PolicyResource Resource, string Name, string Value)> Variables(PolicyPlan plan) =>
        [
            .. ContainerDefinitions
                .Of(plan)
                .SelectMany(pair =>
                    pair.Container.Blocks("environment")
                        .Select(variable => (pair.Task, variable["name"].Text ?? "", variable["value"].Text ?? ""))
                ),
            .. plan.Of("aws_codebuild_project")
                .SelectMany(project =>
                    project
                        .Block("environment")
                        .Blocks("environment_variable")
                        .Where(variable => !variable["type"].IsText("SECRETS_MANAGER", "PARAMETER_STORE"))
                        .Select(variable => (project, variable["name"].Text ?? "", variable["value"].Text ?? ""))
                ),
            .. plan.Of("aws_lambda_function").SelectMany(OfFunction),
        ];

    static IEnumerable<(PolicyResource Resource, string Name, string Value)> OfFunction(PolicyResource function) =>
        function.Block("environment").Block("variables").Values is { ValueKind: System.Text.Json.JsonValueKind.Object } variables
            ? variables
                .EnumerateObject()
                .Where(variable => variable.Value.ValueKind == System.Text.Json.JsonValueKind.String)
                .Select(variable => (function, variable.Name, variable.Value.GetString()!))
            : [];
}
