using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The rule <c>database-encrypted</c>.</summary>
static class DatabaseEncrypted
{
    public static PolicyRule Rule { get; } =
        new("RH6001", "database-encrypted", PolicyArea.Encryption, Severity.Error)
        {
            Reason = "A database without encryption at rest has readable snapshots and disks, and encryption cannot be switched on later.",
            Fix = "Set storage_encrypted = true. An existing database needs a restore from an encrypted copy of a snapshot.",
            Source = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html",
            Scanners = ["CKV_AWS_16", "CKV_AWS_96", "AVD-AWS-0080"],
            Types = ["aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster"],
            Find = plan =>
                plan.Of("aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster")
                    .That(
                        database =>
                            !IsCopy(database) && !database["storage_encrypted"].IsTrue && !database["engine_mode"].IsText("serverless"),
                        "the database is not encrypted at rest"
                    ),
        };

    // Copies have what their source has.
    static bool IsCopy(PolicyResource database) =>
        database["replicate_source_db"].IsSet || database["replication_source_identifier"].IsSet || database["snapshot_identifier"].IsSet;
}
