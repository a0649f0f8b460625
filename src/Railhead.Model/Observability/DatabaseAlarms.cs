namespace Railhead.Model;

/// <summary>The alarms of the database and its read replicas.</summary>
static class DatabaseAlarms
{
    const double Gibibyte = 1024.0 * 1024 * 1024;
    const double Mebibyte = 1024.0 * 1024;

    public static IEnumerable<Alarm> Compile(Scope scope, Database database) =>
        [
            .. OfServer(scope, database),
            .. database.ReplicaIdentifiers.SelectMany((replica, i) => OfReplica(scope, database, replica, $"replica-{i + 1}")),
        ];

    static IEnumerable<Alarm> OfServer(Scope scope, Database database)
    {
        var id = database.Identifier;
        yield return Cpu(scope, id, "database", "The database");
        yield return Storage(scope, database, id, "database", "the database");
        yield return AlarmCompiler.Above(
            scope,
            "database-connections",
            "More than 80 % of the database's connections are in use.",
            Math.Floor(DatabaseClasses.MaxConnections(database.Class) * 0.8),
            5,
            5,
            Metrics.Database(id, "DatabaseConnections")
        ) with
        {
            Why = "Relative to the connections that RDS allows for the memory of this instance class.",
        };
        yield return AlarmCompiler.Above(
            scope,
            "database-memory",
            "Less than 5 % of the database's memory is free.",
            Math.Floor(DatabaseClasses.Memory(database.Class) * 0.05),
            10,
            10,
            Metrics.Database(id, "FreeableMemory")
        ) with
        {
            Comparison = Comparison.LessThan,
            Why =
                "In bytes, relative to the memory of this instance class. Without free memory, queries swap, and then the server restarts.",
        };
        yield return AlarmCompiler.Above(
            scope,
            "database-swap",
            "The database swaps.",
            Math.Max(256 * Mebibyte, Math.Floor(DatabaseClasses.Memory(database.Class) * 0.1)),
            10,
            10,
            Metrics.Database(id, "SwapUsage")
        );
        if (DatabaseClasses.IsBurstable(database.Class))
        {
            yield return AlarmCompiler.Above(
                scope,
                "database-credits",
                "The database uses more CPU than its class earns, and AWS charges the surplus.",
                50,
                6,
                6,
                Metrics.Database(id, "CPUSurplusCreditBalance")
            ) with
            {
                Period = 300,
                Why =
                    "A credit is a minute of a whole vCPU. The classes db.t3 and db.t4g run in unlimited mode: they borrow credits, and the "
                    + "surplus costs extra. A larger class is then cheaper.",
            };
        }
        yield return AlarmCompiler.Above(
            scope,
            "rotation-failed",
            "The rotation of the database password failed. Tasks keep using the current password; Secrets Manager retries.",
            0,
            1,
            1,
            Metrics.Function(scope.Name(RoleKeys.Rotation), "Errors")
        ) with
        {
            Period = 3600,
            Why = "Several failures within an hour are one alarm. It ends after an hour without a failure, not after a success.",
        };
    }

    static IEnumerable<Alarm> OfReplica(Scope scope, Database database, string id, string key)
    {
        yield return Cpu(scope, id, key, "A read replica");
        yield return Storage(scope, database, id, key, "a read replica");
        yield return AlarmCompiler.Above(
            scope,
            $"{key}-lag",
            "A read replica has lagged by more than a minute for ten minutes.",
            60,
            10,
            10,
            Metrics.Database(id, "ReplicaLag")
        ) with
        {
            Why =
                "Without writes, the lag that PostgreSQL reports climbs to five minutes and falls again, so only ten minutes in a row "
                + "count.",
        };
    }

    static Alarm Cpu(Scope scope, string id, string key, string who) =>
        AlarmCompiler.Above(
            scope,
            $"{key}-cpu",
            $"{who} uses more than 80 % of its CPU.",
            80,
            10,
            10,
            Metrics.Database(id, "CPUUtilization")
        );

    static Alarm Storage(Scope scope, Database database, string id, string key, string whose) =>
        AlarmCompiler.Above(
            scope,
            $"{key}-storage",
            $"Less than 15 % of {whose}'s storage is free.",
            database.Storage * 0.15 * Gibibyte,
            5,
            5,
            Metrics.Database(id, "FreeStorageSpace")
        ) with
        {
            Comparison = Comparison.LessThan,
            Why = "In bytes, relative to the storage in railhead.yaml. RDS adds storage itself when less than 10 % is free.",
        };
}
