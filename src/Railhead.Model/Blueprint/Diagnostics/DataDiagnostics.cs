using System.Globalization;

namespace Railhead.Model;

/// <summary>Database and storage: RH1401 to RH1405, RH1501 and RH1502.</summary>
static class DataDiagnostics
{
    public static Finding DatabaseIsNothing(Place at) =>
        Finding.Error(
            "RH1401",
            at,
            "\"database\" has no value",
            "Write \"database: none\" for an app without one, or leave the key out for the default."
        );

    public static Finding DatabaseIsText(Place at, string found) =>
        Finding.Error("RH1402", at, $"database takes a mapping or none, not {found}", "Write \"database: none\", or its keys below it.");

    public static Finding Class(Place at, string value) =>
        Finding.Error(
            "RH1403",
            at,
            $"\"{ShapeDiagnostics.Shown(value)}\" is not an RDS instance class",
            "Use one such as db.t4g.micro or db.m7g.large."
        );

    public static Finding ReplicasNeedBackups(Place at, int replicas) =>
        Finding.Error(
            "RH1404",
            at,
            string.Create(CultureInfo.InvariantCulture, $"database.replicas {replicas} needs backups, and database.backup_days is 0"),
            "RDS makes replicas from backups: set backup_days to 1 or more."
        );

    public static Finding CopyNeedsBackups(Place at) =>
        Finding.Error(
            "RH1405",
            at,
            "database.backup_copy has nothing to copy, because database.backup_days is 0",
            "Set backup_days to 1 or more, or leave backup_copy out."
        );

    public static Finding BucketName(Place at, string name) =>
        Finding.Error(
            "RH1501",
            at,
            $"\"{ShapeDiagnostics.Shown(name)}\" is not a valid name for a bucket",
            "Use lower-case letters, digits and hyphens, begin with a letter, end with a letter or digit, 20 characters at most."
        );

    public static Finding ReservedBucket(Place at, string name) =>
        Finding.Error("RH1502", at, $"the bucket name \"{name}\" is reserved for Railhead", "Choose another, such as uploads.");
}
