using Railhead.Model;

namespace Railhead.Aws;

/// <summary><c>encryption.tf</c>: KMS keys, and which services may use them.</summary>
static class EncryptionFile
{
    /// <summary>Those that tell KMS which account they work for; the others are told apart by the topic alone.</summary>
    static readonly string[] SayTheirAccount = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"];

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
                "Database, backups, buckets, secrets, images. Services use it by the rights of whoever asks them: a role without\n"
                    + "\"kms:Decrypt\" on it reads none of these. A key is 1 USD a month.",
            EncryptionKeys.Logs => "CloudWatch Logs uses this one by itself, so it has a key of its own and cannot read data.",
            EncryptionKeys.Notifications =>
                "Services that publish to the topic need the key, and AWS's own key for SNS cannot be given to them.",
            _ => "Copies are encrypted with a key of their own region, or they would be lost with this one.",
        };

    /// <summary>In a key's policy "*" is the key itself.</summary>
    static HclBody Owner(Architecture architecture) =>
        Hcl.Body(
            $$"""
            # Leaves the decision to IAM policies, as for other resources. Without it nobody could change the key any more.
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
              actions   = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey"]
              resources = ["*"]

              principals {
                type        = "Service"
                identifiers = {{key.Services}}
              }

              # For log groups of this account only.
              condition {
                test     = "ArnLike"
                variable = "kms:EncryptionContext:aws:logs:arn"
                values   = [{{Hcl.Text(
                $"arn:{Partition(architecture)}:logs:{architecture.Network.Region}:{Addresses.AccountId}:log-group:*"
            )}}]
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

            # These do not tell KMS whom they work for (with EventBridge such a condition stops delivery): the topic's policy does that part.
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
                $"arn:{Partition(architecture)}:sns:{architecture.Network.Region}:{Addresses.AccountId}:{architecture.Observability.Topics[0].Name}"
            )}}]
              }

              {{condition}}
            }
            """
        );

    static string Partition(Architecture architecture) => Regions.Partition(architecture.Network.Region);
}
