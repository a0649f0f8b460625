using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>secrets-exist</c>.</summary>
static class SecretsExist
{
    public static PolicyRule Rule { get; } =
        new("RH6105", "secrets-exist", PolicyArea.Names, Severity.Error)
        {
            Reason = "A task or a build that asks for a secret that does not exist does not start.",
            Fix = "Refer to the secret's or the parameter's arn instead of writing its name.",
            Source = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
            Find = plan =>
                from mention in Mentions(plan)
                where IsMissing(plan, mention.Secret)
                select mention.Resource.Says($"the secret \"{mention.Secret}\" does not exist"),
        };

    static IEnumerable<(PolicyResource Resource, string Secret)> Mentions(PolicyPlan plan) =>
        (
            from one in ContainerDefinitions.Of(plan)
            from secret in one.Container.Blocks("secrets")
            where secret["valueFrom"].Text is not null
            select (one.Task, secret["valueFrom"].Text!)
        ).Concat(
            from project in plan.Of("aws_codebuild_project")
            from environment in project.Blocks("environment")
            from variable in environment.Blocks("environment_variable")
            where variable["type"].IsText("SECRETS_MANAGER", "PARAMETER_STORE") && variable["value"].Text is not null
            select (project, variable["value"].Text!)
        );

    /// <summary>An ARN, or a name; after a secret's name may come a key of its JSON.</summary>
    static bool IsMissing(PolicyPlan plan, string text)
    {
        var parts = text.Split(':');
        var isArn = parts is ["arn", ..] && parts.Length > 5;
        if (isArn && parts[2] == "ssm")
        {
            return plan.Names.IsMissing(parts[5]["parameter".Length..], "", "aws_ssm_parameter");
        }

        var name = isArn && parts.Length > 6 ? parts[6] : parts[0];
        return plan.Names.IsMissing(name, "-??????", "aws_secretsmanager_secret")
            && !plan.Names.Makes(name[..Math.Max(0, name.LastIndexOf('-'))], "aws_secretsmanager_secret")
            && (isArn || !plan.Names.Makes(name, "aws_ssm_parameter"));
    }
}
