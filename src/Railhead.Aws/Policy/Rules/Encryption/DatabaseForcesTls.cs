using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>database-forces-tls</c>.</summary>
static class DatabaseForcesTls
{
    public static PolicyRule Rule { get; } =
        new("RH6002", "database-forces-tls", PolicyArea.Encryption, Severity.Warning)
        {
            Reason = "Without it a client that does not ask for TLS speaks plain text with the database.",
            Fix = "Set the parameter rds.force_ssl to 1. It is the default from PostgreSQL 15 on.",
            Source = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html",
            Find = plan =>
                plan.Of("aws_db_parameter_group").Where(IsForPostgres).That(Allows, "the parameter group lets clients connect without TLS"),
        };

    static bool IsForPostgres(PolicyResource group) => group["family"].Text?.StartsWith("postgres", StringComparison.Ordinal) == true;

    static bool Allows(PolicyResource group)
    {
        var setting = group.Blocks("parameter").FirstOrDefault(parameter => parameter["name"].IsText("rds.force_ssl"))["value"];
        return setting.IsSet ? !setting.IsUnknown && !setting.IsText("1") : Major(group) < 15;
    }

    static int Major(PolicyResource group) =>
        int.TryParse(group["family"].Text!["postgres".Length..], out var major) ? major : int.MaxValue;
}
