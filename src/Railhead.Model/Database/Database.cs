namespace Railhead.Model;

/// <summary>The PostgreSQL database of an environment.</summary>
public sealed record Database
{
    /// <summary>Major version; null where the blueprint leaves it to what is installed.</summary>
    public required int? Version { get; init; }

    /// <summary>Name of the database that the app gets as <c>RDS_DB_NAME</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The app's role, owner of its database and of nothing else.</summary>
    public required string Username { get; init; }

    /// <summary>RDS instance class, such as <c>db.t4g.micro</c>.</summary>
    public required string Class { get; init; }

    /// <summary>GiB.</summary>
    public required int Storage { get; init; }

    public required bool MultiAz { get; init; }

    public required int Replicas { get; init; }

    public required int BackupDays { get; init; }
}
