using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>keys-rotate</c>.</summary>
static class KeysRotate
{
    public static PolicyRule Rule { get; } =
        new("RH6011", "keys-rotate", PolicyArea.Encryption, Severity.Warning)
        {
            Reason = "A key that is never rotated protects everything for ever with the same material.",
            Fix = "Set enable_key_rotation = true; data stays readable.",
            Source = "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
            Scanners = ["CKV_AWS_7", "AVD-AWS-0065"],
            Types = ["aws_kms_key"],
            Find = plan =>
                plan.Of("aws_kms_key")
                    .Where(key => !key["customer_master_key_spec"].IsSet || key["customer_master_key_spec"].IsText("SYMMETRIC_DEFAULT"))
                    .Where(key => !key["custom_key_store_id"].IsSet)
                    .That(key => !key["enable_key_rotation"].IsTrue, "the key is never rotated"),
        };
}
