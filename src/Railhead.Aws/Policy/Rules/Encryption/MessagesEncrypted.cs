using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>messages-encrypted</c>.</summary>
static class MessagesEncrypted
{
    public static PolicyRule Rule { get; } =
        new("RH6005", "messages-encrypted", PolicyArea.Encryption, Severity.Warning)
        {
            Reason = "Messages of topics and queues wait on disks of AWS.",
            Fix = "Set kms_master_key_id, for a queue also sqs_managed_sse_enabled = true.",
            Source = "https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html",
            Scanners = ["CKV_AWS_26", "CKV_AWS_27", "AVD-AWS-0095", "AVD-AWS-0096"],
            Types = ["aws_sns_topic", "aws_sqs_queue"],
            Find = plan =>
                plan.Of("aws_sns_topic")
                    .That(topic => !topic["kms_master_key_id"].IsSet, "the topic is not encrypted")
                    .Concat(plan.Of("aws_sqs_queue").That(IsPlain, "the queue is not encrypted")),
        };

    // AWS encrypts a new queue with a key of its own, unless that is switched off.
    static bool IsPlain(PolicyResource queue) =>
        !queue["kms_master_key_id"].IsSet && queue["sqs_managed_sse_enabled"] is { IsSet: true, IsTrue: false };
}
