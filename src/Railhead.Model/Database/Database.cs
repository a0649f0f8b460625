namespace Railhead.Model;

/// <summary>The PostgreSQL database of an environment.</summary>
public sealed record Database
{
    /// <summary>The major version on RDS when <see cref="Version"/> is null.</summary>
    public const int DefaultVersionOnAws = 17;

    /// <summary>Major version; null where the blueprint leaves it to what is installed.</summary>
    public required int? Version { get; init; }

    /// <summary>Name of the database that the app gets as <c>RDS_DB_NAME</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The app's role, owner of its database and of nothing else.</summary>
    public required string Username { get; init; }

    /// <summary>
    /// On AWS: the two users that take turns in logging in as <see cref="Username"/>, so that a password can change while the other is in
    /// use.
    /// </summary>
    public required IReadOnlyList<string> Logins { get; init; }

    /// <summary>On AWS: family of the one-off task that makes the app's role and its users.</summary>
    public required string RoleTaskFamily { get; init; }

    /// <summary>On AWS: the repository of that task's image.</summary>
    public required string RoleRepository { get; init; }

    /// <summary>RDS instance class, such as <c>db.t4g.micro</c>.</summary>
    public required string Class { get; init; }

    /// <summary>GiB.</summary>
    public required int Storage { get; init; }

    public required bool MultiAz { get; init; }

    public required int Replicas { get; init; }

    public required int BackupDays { get; init; }

    /// <summary>Name of the RDS instance, or of the first of its parts.</summary>
    public required string Identifier { get; init; }

    public required int Port { get; init; }

    /// <summary>RDS's own administrator, who makes the app's role and is used by nobody else.</summary>
    public required string MasterUsername { get; init; }

    /// <summary>Names of the subnets that it may be in: data subnets of all zones.</summary>
    public required IReadOnlyList<string> Subnets { get; init; }

    /// <summary>Key of its security group.</summary>
    public required string SecurityGroup { get; init; }

    /// <summary>At rest.</summary>
    public required bool Encrypted { get; init; }

    /// <summary>In transit: connections without TLS are refused.</summary>
    public required bool ForceTls { get; init; }

    /// <summary>GiB that storage grows to by itself; null: it is too large to grow.</summary>
    public required int? MaxStorage { get; init; }

    public required string StorageType { get; init; }

    /// <summary>Whether every moment of the last <see cref="BackupDays"/> can be restored.</summary>
    public required bool PointInTimeRecovery { get; init; }

    /// <summary>UTC, as RDS writes it: <c>02:00-03:00</c>.</summary>
    public required string BackupWindow { get; init; }

    /// <summary>UTC, after the backup: <c>sun:03:30-sun:04:30</c>.</summary>
    public required string MaintenanceWindow { get; init; }

    /// <summary>Region that backups are copied to, or null.</summary>
    public required string? BackupCopyRegion { get; init; }

    public required bool DeletionProtection { get; init; }

    /// <summary>Name of the snapshot that a deletion leaves, or null.</summary>
    public required string? FinalSnapshot { get; init; }

    public required DatabaseMonitoring Monitoring { get; init; }

    /// <summary>Names of the read replicas.</summary>
    public required IReadOnlyList<string> ReplicaIdentifiers { get; init; }

    /// <summary>Settings of the server, the same on both targets.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }
}
