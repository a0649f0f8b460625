using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>volume-encrypted</c>.</summary>
static class VolumeEncrypted
{
    public static PolicyRule Rule { get; } =
        new("RH6004", "volume-encrypted", PolicyArea.Encryption, Severity.Error)
        {
            Reason = "Disks and their snapshots are readable by whoever gets them.",
            Fix = "Set encrypted = true (encrypt_at_rest, at_rest_encryption_enabled).",
            Source = "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
            Scanners = ["CKV_AWS_3", "CKV_AWS_42", "CKV_AWS_8", "CKV_AWS_29", "CKV_AWS_5", "CKV_AWS_43"],
            Types =
            [
                "aws_ebs_volume",
                "aws_efs_file_system",
                "aws_instance",
                "aws_elasticache_replication_group",
                "aws_opensearch_domain",
                "aws_kinesis_stream",
            ],
            Find = plan =>
                plan.Of("aws_ebs_volume", "aws_efs_file_system")
                    .That(volume => !volume["encrypted"].IsTrue, "the volume is not encrypted")
                    .Concat(plan.Of("aws_instance").That(HasPlainDisk, "a disk of the instance is not encrypted"))
                    .Concat(
                        plan.Of("aws_elasticache_replication_group")
                            .That(cache => !cache["at_rest_encryption_enabled"].IsTrue, "the cache is not encrypted at rest")
                    )
                    .Concat(
                        plan.Of("aws_opensearch_domain")
                            .That(domain => !domain.Block("encrypt_at_rest")["enabled"].IsTrue, "the domain is not encrypted at rest")
                    )
                    .Concat(
                        plan.Of("aws_kinesis_stream")
                            .That(stream => !stream["encryption_type"].IsText("KMS"), "the stream is not encrypted")
                    ),
        };

    static bool HasPlainDisk(PolicyResource instance) =>
        instance.Blocks("root_block_device").Concat(instance.Blocks("ebs_block_device")).Any(disk => !disk["encrypted"].IsTrue);
}
