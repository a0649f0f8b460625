using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>secret-can-come-back</c>.</summary>
static class SecretCanComeBack
{
    public static PolicyRule Rule { get; } =
        new("RH6065", "secret-can-come-back", PolicyArea.Backup, Severity.Warning)
        {
            Reason = "A secret without a recovery window is gone at once.",
            Fix = "Set recovery_window_in_days to 7 or more.",
            Source = "https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html",
            IsForProduction = true,
            Find = plan =>
                plan.Of("aws_secretsmanager_secret")
                    .That(secret => secret["recovery_window_in_days"].Number is 0, "a deleted secret cannot come back"),
        };
}
