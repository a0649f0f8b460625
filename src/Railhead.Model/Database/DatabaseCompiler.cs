using System.Globalization;

namespace Railhead.Model;

/// <summary>Lays out the database.</summary>
static class DatabaseCompiler
{
    public static Database? Compile(Blueprint blueprint, Scope scope, Network network)
    {
        if (!DatabaseKeys.IsOn(blueprint))
        {
            return null;
        }
        var name = PostgresName(scope.App);
        var identifier = scope.Name("db");
        var storage = blueprint.Get(DatabaseKeys.Storage);
        var replicas = blueprint.Get(DatabaseKeys.Replicas);
        var backupDays = blueprint.Get(DatabaseKeys.BackupDays);
        return new Database
        {
            Version = blueprint.Get(DatabaseKeys.Version),
            Name = name,
            Username = name,
            Logins = [$"{name}_a", $"{name}_b"],
            RoleTaskFamily = scope.Name("database-role"),
            RoleRepository = Naming.Repository(scope.App, scope.Environment, "database-role"),
            Class = blueprint.Get(DatabaseKeys.Class),
            Storage = storage,
            MultiAz = blueprint.Get(DatabaseKeys.MultiAz),
            Replicas = replicas,
            BackupDays = backupDays,
            Identifier = identifier,
            Port = WellKnownPorts.PostgreSql,
            MasterUsername = "railhead_admin",
            Subnets = network.Subnets.Where(s => s.Tier == SubnetTier.Data).Select(s => s.Name).ToList(),
            SecurityGroup = SecurityGroupKeys.Database,
            Encrypted = true,
            ForceTls = true,
            MaxStorage = MaxStorage(storage),
            StorageType = "gp3",
            PointInTimeRecovery = backupDays > 0,
            BackupWindow = "02:00-03:00",
            MaintenanceWindow = "sun:03:30-sun:04:30",
            BackupCopyRegion = blueprint.Get(DatabaseKeys.BackupCopy) ? scope.CopyRegion : null,
            DeletionProtection = scope.IsProduction,
            FinalSnapshot = scope.IsProduction ? scope.Name("final") : null,
            Monitoring = new DatabaseMonitoring(7, 60, ["postgresql", "upgrade"]),
            ReplicaIdentifiers = Enumerable
                .Range(1, replicas)
                .Select(i => scope.Name(string.Create(CultureInfo.InvariantCulture, $"db-replica-{i}")))
                .ToList(),
            Parameters = new OrderedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["log_min_duration_statement"] = "1000",
                ["log_lock_waits"] = "1",
                ["idle_in_transaction_session_timeout"] = "300000",
            },
        };
    }

    /// <summary>Five times what there is leaves years. RDS wants at least a tenth more, and has no larger disk than 64 TiB.</summary>
    static int? MaxStorage(int storage) => Math.Min(65536, storage * 5) is var most && most * 10L >= storage * 11L ? most : null;

    /// <summary>
    /// The app's name as PostgreSQL takes it without quotes, away from the names that PostgreSQL and RDS keep for themselves.
    /// </summary>
    internal static string PostgresName(string app)
    {
        var name = app.Replace('-', '_');
        return
            name.StartsWith("pg_", StringComparison.Ordinal)
            || name.StartsWith("rds", StringComparison.Ordinal)
            || name.StartsWith("railhead", StringComparison.Ordinal)
            || ReservedNames.Contains(name)
            ? $"app_{name}"
            : name;
    }

    /// <summary>
    /// Databases and roles that exist already, and the words that PostgreSQL reserves ("Appendix C. SQL Key Words" of its manual).
    /// </summary>
    internal static readonly HashSet<string> ReservedNames =
    [
        "postgres",
        "template0",
        "template1",
        "public",
        "none",
        "replication",
        "admin",
        "rds",
        "user",
        "all",
        "analyse",
        "analyze",
        "and",
        "any",
        "array",
        "as",
        "asc",
        "asymmetric",
        "authorization",
        "binary",
        "both",
        "case",
        "cast",
        "check",
        "collate",
        "collation",
        "column",
        "concurrently",
        "constraint",
        "create",
        "cross",
        "current_user",
        "default",
        "deferrable",
        "desc",
        "distinct",
        "do",
        "else",
        "end",
        "except",
        "false",
        "fetch",
        "for",
        "foreign",
        "freeze",
        "from",
        "full",
        "grant",
        "group",
        "having",
        "ilike",
        "in",
        "initially",
        "inner",
        "intersect",
        "into",
        "is",
        "isnull",
        "join",
        "lateral",
        "leading",
        "left",
        "like",
        "limit",
        "localtime",
        "natural",
        "not",
        "notnull",
        "null",
        "offset",
        "on",
        "only",
        "or",
        "order",
        "outer",
        "overlaps",
        "placing",
        "primary",
        "references",
        "returning",
        "right",
        "select",
        "session_user",
        "similar",
        "some",
        "symmetric",
        "system_user",
        "table",
        "tablesample",
        "then",
        "to",
        "trailing",
        "true",
        "union",
        "unique",
        "using",
        "variadic",
        "verbose",
        "when",
        "where",
        "window",
        "with",
    ];
}
