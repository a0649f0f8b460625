namespace Railhead.Model;

/// <summary>The rules between values, as they hold in one environment.</summary>
static class BlueprintRules
{
    static readonly string[] ScheduleKeys = ["cron", "min", "max"];

    public static void Check(LayeredSettings settings, string environment, string file, List<Finding> findings)
    {
        CheckRequired(settings, file, findings);
        var blueprint = BlueprintBinder.Bind(settings, environment);
        CheckStart(settings, blueprint.Start, findings);
        CheckHealth(settings, blueprint.Health, findings);
        CheckSizes(settings, blueprint.Service, findings);
        CheckCounts(settings, blueprint.Service, findings);
        CheckSchedules(settings, blueprint.Service, findings);
        CheckVariables(settings, blueprint, findings);
        CheckRegion(settings, blueprint.Region, findings);
        if (settings.Usable("listen.http", "listen.https") && blueprint.Listen.Http == blueprint.Listen.Https)
        {
            findings.Add(NetworkDiagnostics.SamePort(settings.At("listen.https")!.Value, blueprint.Listen.Http));
        }
        if (blueprint.Database is { BackupDays: 0, Replicas: > 0 } database && settings.Usable("database.backup_days", "database.replicas"))
        {
            findings.Add(DataDiagnostics.ReplicasNeedBackups(settings.At("database.replicas")!.Value, database.Replicas));
        }
        if (blueprint.Database is { BackupDays: 0, BackupCopy: true } && settings.Usable("database.backup_days", "database.backup_copy"))
        {
            findings.Add(DataDiagnostics.CopyNeedsBackups(settings.At("database.backup_copy")!.Value));
        }
        if (
            settings.Nearest("deploy.strategy") is { } layer
            && layer.Mappings.TryGetValue("deploy.strategy", out var at)
            && layer.Mappings.ContainsKey("deploy.strategy.canary") == layer.Mappings.ContainsKey("deploy.strategy.linear")
        )
        {
            findings.Add(OperationDiagnostics.OneStrategy(at));
        }
    }

    static void CheckRequired(LayeredSettings settings, string file, List<Finding> findings)
    {
        foreach (var (key, example) in new[] { ("app", "app: guestbook"), ("start", "start: ./server") })
        {
            // A misspelt key says it already.
            if (!settings.IsWritten(key) && settings.Usable(key) && !findings.Any(f => ShapeDiagnostics.Suggests(f, key)))
            {
                findings.Add(ShapeDiagnostics.Missing(Place.Start(file), key, example));
            }
        }
    }

    static void CheckStart(LayeredSettings settings, string start, List<Finding> findings)
    {
        if (settings.Find("start") is { } setting && TextRules.AssignedVariable(start) is { } name)
        {
            findings.Add(AppDiagnostics.VariableInStart(setting.At, name));
        }
    }

    static void CheckHealth(LayeredSettings settings, HealthCheck health, List<Finding> findings)
    {
        if (health.Timeout >= health.Interval && settings.Usable("health", "health.timeout", "health.interval"))
        {
            var at = settings.At("health.timeout") ?? settings.At("health.interval");
            findings.Add(AppDiagnostics.TimeoutTooLong(at!.Value, health.Timeout, health.Interval));
        }
    }

    static void CheckSizes(LayeredSettings settings, BlueprintService service, List<Finding> findings)
    {
        if (settings.Usable("service.cpu", "service.memory") && !Fargate.MemorySizes(service.Cpu).Contains(service.Memory))
        {
            var at = settings.At("service.memory") ?? settings.At("service.cpu");
            findings.Add(ServiceDiagnostics.Memory(at!.Value, service.Memory, service.Cpu));
        }
    }

    static void CheckCounts(LayeredSettings settings, BlueprintService service, List<Finding> findings)
    {
        if (!settings.Usable("service.min", "service.desired", "service.max"))
        {
            return;
        }
        if (service.Min > service.Desired)
        {
            findings.Add(ServiceDiagnostics.MinAboveDesired(settings.At("service.min")!.Value, service.Min, service.Desired));
        }
        if (service.Desired > service.Max)
        {
            var at = settings.At("service.desired") ?? settings.At("service.max");
            findings.Add(ServiceDiagnostics.DesiredAboveMax(at!.Value, service.Desired, service.Max));
        }
    }

    static void CheckSchedules(LayeredSettings settings, BlueprintService service, List<Finding> findings)
    {
        foreach (var schedule in service.Schedules)
        {
            var path = $"service.schedules.{schedule.Name}";
            foreach (var key in ScheduleKeys.Where(k => !settings.IsWritten($"{path}.{k}") && settings.Usable($"{path}.{k}")))
            {
                findings.Add(ServiceDiagnostics.ScheduleIncomplete(settings.At(path)!.Value, path, key));
            }
            if (
                settings.Find($"{path}.min") is { } min
                && settings.IsWritten($"{path}.max")
                && settings.Usable($"{path}.min", $"{path}.max")
                && schedule.Min > schedule.Max
            )
            {
                findings.Add(ServiceDiagnostics.ScheduleMinAboveMax(min.At, path, schedule.Min, schedule.Max));
            }
        }
    }

    static void CheckVariables(LayeredSettings settings, Blueprint blueprint, List<Finding> findings)
    {
        var secretsAt = settings.At("secrets") ?? default;
        var secrets = blueprint.Secrets.ToHashSet(StringComparer.Ordinal);
        foreach (var name in blueprint.Env.Keys)
        {
            var setting = settings.Find(LayeredSettings.Named(BlueprintKeys.Env, name))!;
            if (ContractVariables.IsReserved(name, blueprint.Database is not null))
            {
                findings.Add(VariableDiagnostics.Reserved(setting.KeyAt, name));
            }
            else if (ContractVariables.IsStaticKey(name))
            {
                findings.Add(VariableDiagnostics.StaticKey(setting.KeyAt, name));
            }
            else if (ContractVariables.LooksSecret(name) && blueprint.Env[name].Length > 0)
            {
                findings.Add(VariableDiagnostics.LooksSecret(setting.KeyAt, name));
            }
            if (secrets.Contains(name))
            {
                findings.Add(VariableDiagnostics.PlainAndSecret(setting.KeyAt, name));
            }
        }
        foreach (var name in blueprint.Secrets)
        {
            if (ContractVariables.IsReserved(name, blueprint.Database is not null))
            {
                findings.Add(VariableDiagnostics.Reserved(secretsAt, name));
            }
            else if (ContractVariables.IsStaticKey(name))
            {
                findings.Add(VariableDiagnostics.StaticKey(secretsAt, name));
            }
        }
    }

    static void CheckRegion(LayeredSettings settings, string region, List<Finding> findings)
    {
        if (settings.Find("region") is { } setting && !Regions.Known.Contains(region))
        {
            findings.Add(NetworkDiagnostics.UnknownRegion(setting.At, region, Nearest.To(region, Regions.Known)));
        }
    }
}
