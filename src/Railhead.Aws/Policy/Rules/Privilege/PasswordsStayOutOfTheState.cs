using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>passwords-stay-out-of-the-state</c>.</summary>
static class PasswordsStayOutOfTheState
{
    public static PolicyRule Rule { get; } =
        new("RH6034", "passwords-stay-out-of-the-state", PolicyArea.Privilege, Severity.Warning)
        {
            Reason = "Everybody who can read Terraform's state can read the password.",
            Fix = "Use password_wo with an ephemeral value, or manage_master_user_password = true.",
            Source = "https://developer.hashicorp.com/terraform/language/manage-sensitive-data",
            Find = plan =>
                plan.Of("aws_db_instance")
                    .That(database => database["password"].IsSet, "the password stands in the state")
                    .Concat(
                        plan.Of("aws_rds_cluster").That(cluster => cluster["master_password"].IsSet, "the password stands in the state")
                    ),
        };
}
