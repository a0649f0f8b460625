using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>encryption.tf</c>: KMS keys and their policies.</summary>
static class EncryptionFile
{
    /// <summary>Services that send their account to KMS. The others can be limited by topic only.</summary>
    static readonly string[] SayTheirAccount = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"];

    static readonly string[] LogActions =
    [
        "kms:Encrypt",
        "kms:Decrypt",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:DescribeKey",
    ];

    public static SynthFile Write(Architecture architecture) =>
        SynthFile.Terraform("encryption.tf", Hcl.Each(architecture.Secrets.Keys, key => Key(architecture, key)));

    static HclBody Key(Architecture architecture, EncryptionKey key)
    {
        var name = Hcl.Name(key.Key);
        var provider = Hcl.When(key.Region is not null, () => Hcl.Body($"provider = aws.copy"));
        return Hcl.Body(
            $$"""
            {{Hcl.Comment(Purpose(key))}}
            resource "aws_kms_key" {{name}} {
              {{provider}}
              description             = {{Description(architecture, key)}}
              deletion_window_in_days = {{(architecture.Tier == Tier.Production ? 30 : 7)}}
              enable_key_rotation     = {{key.Rotates}}
              policy                  = {{Hcl.Ref($"data.aws_iam_policy_document.key_{name}.json")}}
            }

            resource "aws_kms_alias" {{name}} {
              {{provider}}
              name          = {{key.Alias}}
              target_key_id = {{Hcl.Ref($"aws_kms_key.{name}.key_id")}}
            }

            data "aws_iam_policy_document" {{$"key_{name}"}} {
              {{Owner(architecture)}}

              {{Hcl.When(key.Key == EncryptionKeys.Logs, () => Logs(architecture, key))}}

              {{Hcl.When(key.Key == EncryptionKeys.Notifications, () => Notifications(architecture, key))}}
            }
            """
        );
    }

    static string Description(Architecture architecture, EncryptionKey key) =>
        $"{architecture.App} {architecture.Environment}: {key.Key switch
    {
        EncryptionKeys.Data => "database, buckets, secrets",
        EncryptionKeys.Logs => "logs",
        EncryptionKeys.Notifications => "notifications",
        _ => "copies in a second region",
    }}";

    static string Purpose(EncryptionKey key) =>
        key.Key switch
        {
            EncryptionKeys.Data =>
                "For database, backups, buckets, secrets and images. Services use it with the permissions of their caller: a role without\n"
                    + "\"kms:Decrypt\" on this key cannot read any of these. A key costs 1 USD a month.",
            EncryptionKeys.Logs => "For CloudWatch Logs. The service uses this key by itself, so it is separate from the key for data.",
            EncryptionKeys.Notifications =>
                "For the notification topic. Services that publish to it need access to the key, which AWS's own key for SNS cannot grant.",
            _ => "For copies in the second region: with a key of this region, they would be lost together with it.",
        };

    /// <summary>In the policy of a key, "*" is the key itself.</summary>
    static HclBody Owner(Architecture architecture) =>
        Hcl.Body(
            $$"""
            # Lets IAM policies grant access, as for other resources. Without this statement nobody could manage the key.
            statement {
              sid       = "Account"
              actions   = ["kms:*"]
              resources = ["*"]

              principals {
                type        = "AWS"
                identifiers = [{{Hcl.Text($"arn:{Partition(architecture)}:iam::{Addresses.AccountId}:root")}}]
              }
            }
            """
        );

    static HclBody Logs(Architecture architecture, EncryptionKey key) =>
        Hcl.Body(
            $$"""
            statement {
              sid       = "Logs"
              actions   = {{LogActions}}
              resources = ["*"]

              principals {
                type        = "Service"
                identifiers = {{key.Services.Select(service => Addresses.WithRegion(architecture.Network, service))}}
              }

              # Only for log groups of this account.
              condition {
                test     = "ArnLike"
                variable = "kms:EncryptionContext:aws:logs:arn"
                values   = [{{Hcl.Text($"arn:{Partition(architecture)}:logs:{Addresses.Region}:{Addresses.AccountId}:log-group:*")}}]
              }
            }
            """
        );

    static HclBody Notifications(Architecture architecture, EncryptionKey key)
    {
        var (known, others) = (key.Services.Where(SayTheirAccount.Contains).ToList(), key.Services.Except(SayTheirAccount).ToList());
        return Hcl.Body(
            $$"""
            {{Publishers(architecture, "Alarms", known, Hcl.Body($$"""
                condition {
                  test     = "StringEquals"
                  variable = "aws:SourceAccount"
                  values   = [{{Addresses.AccountId}}]
                }
                """))}}

            # EventBridge does not send its rule to KMS: a condition on the account stops delivery. The topic's policy checks the rule instead.
            {{Publishers(architecture, "Events", others, HclBody.Empty)}}
            """
        );
    }

    static HclBody Publishers(Architecture architecture, string sid, IReadOnlyList<string> services, HclBody condition) =>
        Hcl.Body(
            $$"""
            statement {
              sid       = {{sid}}
              actions   = ["kms:GenerateDataKey", "kms:Decrypt"]
              resources = ["*"]

              principals {
                type        = "Service"
                identifiers = {{services}}
              }

              condition {
                test     = "StringEquals"
                variable = "kms:EncryptionContext:aws:sns:topicArn"
                values   = [{{Hcl.Text(
                    $"arn:{Partition(architecture)}:sns:{Addresses.Region}:{Addresses.AccountId}:{architecture.Observability.Topics[0].Name}"
                )}}]
              }

              {{condition}}
            }
            """
        );

    static string Partition(Architecture architecture) => Regions.Partition(architecture.Network.Region);
}
