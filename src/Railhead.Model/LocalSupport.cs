namespace Railhead.Model;

/// <summary>What this machine cannot honour yet: a warning for each such key that the user wrote, by name.</summary>
public static class LocalSupport
{
    /// <summary>Why, by key or by the mapping above it; <c>*</c> stands for a name of the user's.</summary>
    static readonly (string Path, string Reason)[] NotYet =
    [
        ("dockerfile", "tasks run as processes here"),
        ("domain", "url and LB_ENDPOINT stay with localhost here"),
        ("listen.https", "the load balancer speaks plain HTTP here"),
        ("service.cpu", "tasks share the machine's CPU here"),
        ("service.memory", "tasks share the machine's memory here"),
        ("service.max", "the number of tasks stays at service.desired here"),
        ("service.scale", "the number of tasks stays at service.desired here"),
        ("service.schedules", "the number of tasks stays at service.desired here"),
        ("database.class", "the database shares the machine here"),
        ("database.storage", "the database takes what disk it needs here"),
        ("database.multi_az", "there is one database without a standby here"),
        ("database.replicas", "there are no read replicas here"),
        ("database.backup_days", "there are no automatic backups here"),
        ("database.backup_copy", "there are no automatic backups here"),
        ("storage.buckets.*.versioning", "overwritten objects are gone here"),
        ("storage.buckets.*.expire_days", "objects stay until they are deleted here"),
        ("alarms.email", "nobody is notified here"),
        ("budget", "this machine costs nothing"),
    ];

    /// <summary>Warnings for a blueprint without errors, in the order of the file.</summary>
    public static IReadOnlyList<Finding> Findings(BlueprintResult result)
    {
        if (result.Blueprint is not { } blueprint)
        {
            return [];
        }
        var findings = new List<Finding>();
        foreach (var (path, at) in result.Written)
        {
            if (path == "deploy.strategy" && blueprint.Strategy.Kind != StrategyKind.AllAtOnce)
            {
                findings.Add(LocalDiagnostics.NotYet(at, path, "traffic moves all at once here"));
            }
            else if (AsksForNothing(path, blueprint))
            {
                continue;
            }
            else if (NotYet.FirstOrDefault(n => Matches(path, n.Path)) is { Path: not null } found)
            {
                findings.Add(LocalDiagnostics.NotYet(at, path, found.Reason));
            }
        }
        return findings.OrderBy(f => f.Line).ThenBy(f => f.Column).ToList();
    }

    /// <summary>Written, but the same as what this machine does anyway.</summary>
    static bool AsksForNothing(string path, Blueprint blueprint) =>
        path switch
        {
            "domain" => blueprint.Domain is null,
            "dockerfile" => blueprint.Dockerfile is null,
            "listen.https" => blueprint.Listen.Https is null,
            "database.multi_az" => blueprint.Database is { MultiAz: false },
            "database.replicas" => blueprint.Database is { Replicas: 0 },
            "database.backup_days" => blueprint.Database is { BackupDays: 0 },
            "database.backup_copy" => blueprint.Database is { BackupCopy: false },
            "service.scale.cpu" => blueprint.Service.ScaleCpu is null,
            "service.scale.memory" => blueprint.Service.ScaleMemory is null,
            "service.scale.requests" => blueprint.Service.ScaleRequests is null,
            "service.max" => blueprint.Service.Max == blueprint.Service.Desired,
            "alarms.email" => blueprint.AlarmEmails.Count == 0,
            "budget" => blueprint.Budget is null,
            _ => blueprint.Buckets.Any(b =>
                (path == $"storage.buckets.{b.Key}.versioning" && !b.Versioning)
                || (path == $"storage.buckets.{b.Key}.expire_days" && b.ExpireDays is null)
            ),
        };

    static bool Matches(string path, string pattern)
    {
        var parts = path.Split('.');
        var wanted = pattern.Split('.');
        return parts.Length >= wanted.Length && wanted.Zip(parts).All(p => p.First == "*" || p.First == p.Second);
    }
}
