using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>data-is-named</c>.</summary>
static class DataIsNamed
{
    public static PolicyRule Rule { get; } =
        new("RH6023", "data-is-named", PolicyArea.Privilege, Severity.Warning)
        {
            Reason = "Reading, writing or decrypting everything reaches the data of all other systems in the account.",
            Fix = "Name the buckets, secrets, tables and keys.",
            Source = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
            Scanners = ["CKV_AWS_108", "CKV_AWS_288", "CKV_AWS_356"],
            Find = plan =>
                PolicyStatements
                    .Of(plan)
                    .Where(statement =>
                        statement is { Allows: true, Kind: PolicyKind.Identity, IsOnEverything: true }
                        && !statement.Asks("kms:ViaService", "aws:ResourceTag/*", "s3:ResourceAccount", "aws:ResourceAccount")
                    )
                    .SelectMany(statement =>
                        statement
                            .Actions.Where(IsOnData)
                            .Select(action => statement.Resource.Says($"the policy allows {action} on every resource"))
                    ),
        };

    static readonly string[] OnData =
    [
        "s3:Get*",
        "s3:GetObject",
        "s3:PutObject",
        "s3:DeleteObject",
        "secretsmanager:GetSecretValue",
        "ssm:GetParameter",
        "ssm:GetParameters",
        "kms:Decrypt",
        "dynamodb:GetItem",
        "dynamodb:Query",
        "dynamodb:Scan",
        "sqs:ReceiveMessage",
        "sts:AssumeRole",
    ];

    static bool IsOnData(string action) => OnData.Contains(action, StringComparer.OrdinalIgnoreCase);
}
