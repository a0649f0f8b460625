namespace Railhead.Model;

/// <summary>The rules between values, as they hold in one environment.</summary>
static class BlueprintRules
{
    public static void Check(Blueprint blueprint, string file, List<Finding> findings)
    {
        CheckRequired(blueprint, file, findings);
        CheckStart(blueprint, findings);
        CheckHealth(blueprint, findings);
        CheckSizes(blueprint, findings);
        CheckCounts(blueprint, findings);
        CheckSchedules(blueprint, findings);
        CheckVariables(blueprint, findings);
        CheckRegion(blueprint, findings);
        ListenRules.Check(blueprint, findings);
        CheckBackups(blueprint, findings);
        CheckStrategy(blueprint, findings);
        EngineRules.Check(blueprint, findings);
    }

    static void CheckRequired(Blueprint blueprint, string file, List<Finding> findings)
    {
        foreach (var key in KeyTree.RequiredIn(""))
        {
            // A misspelt key says it already.
            if (!blueprint.IsWritten(key) && blueprint.Usable(key) && !findings.Any(f => ShapeDiagnostics.Suggests(f, key.Path)))
            {
                findings.Add(ShapeDiagnostics.Missing(Place.Start(file), key.Path, key.RequiredExample!));
            }
        }
    }

    static void CheckStart(Blueprint blueprint, List<Finding> findings)
    {
        if (blueprint.Find(AppKeys.Start) is { } start && !ShellLine.Of(blueprint.Get(AppKeys.Start)).IsComplete)
        {
            findings.Add(AppDiagnostics.OpenQuote(start.At, AppKeys.Start.Path));
        }
    }

    static void CheckHealth(Blueprint blueprint, List<Finding> findings)
    {
        var (timeout, interval) = (blueprint.Get(HealthKeys.Timeout), blueprint.Get(HealthKeys.Interval));
        if (timeout >= interval && blueprint.Usable(HealthKeys.Health, HealthKeys.Timeout, HealthKeys.Interval))
        {
            var at = blueprint.At(HealthKeys.Timeout) ?? blueprint.At(HealthKeys.Interval);
            findings.Add(AppDiagnostics.TimeoutTooLong(at!.Value, timeout, interval));
        }
    }

    static void CheckSizes(Blueprint blueprint, List<Finding> findings)
    {
        var (cpu, memory) = (blueprint.Get(ServiceKeys.Cpu), blueprint.Get(ServiceKeys.Memory));
        if (blueprint.Usable(ServiceKeys.Cpu, ServiceKeys.Memory) && !Fargate.MemorySizes(cpu).Contains(memory))
        {
            var at = blueprint.At(ServiceKeys.Memory) ?? blueprint.At(ServiceKeys.Cpu);
            findings.Add(ServiceDiagnostics.Memory(at!.Value, memory, cpu));
        }
    }

    static void CheckCounts(Blueprint blueprint, List<Finding> findings)
    {
        if (!blueprint.Usable(ServiceKeys.Min, ServiceKeys.Desired, ServiceKeys.Max))
        {
            return;
        }
        var counts = TaskCounts.Of(blueprint);
        if (counts.Min > counts.Desired)
        {
            findings.Add(ServiceDiagnostics.MinAboveDesired(blueprint.At(ServiceKeys.Min)!.Value, counts.Min, counts.Desired));
        }
        if (counts.Desired > counts.Max)
        {
            var at = blueprint.At(ServiceKeys.Desired) ?? blueprint.At(ServiceKeys.Max);
            findings.Add(ServiceDiagnostics.DesiredAboveMax(at!.Value, counts.Desired, counts.Max));
        }
    }

    static void CheckSchedules(Blueprint blueprint, List<Finding> findings)
    {
        var mapping = ServiceKeys.Schedules.Path;
        foreach (var name in blueprint.Names(ServiceKeys.Schedules))
        {
            var path = KeyTree.Join(mapping, name);
            foreach (var key in KeyTree.RequiredIn($"{mapping}.*"))
            {
                var keyPath = Blueprint.Named(key, name);
                if (blueprint.Find(keyPath) is null && blueprint.Usable(keyPath))
                {
                    findings.Add(ServiceDiagnostics.ScheduleIncomplete(blueprint.At(path)!.Value, path, keyPath[(path.Length + 1)..]));
                }
            }
            var (min, max) = (Blueprint.Named(ServiceKeys.ScheduleMin, name), Blueprint.Named(ServiceKeys.ScheduleMax, name));
            if (
                blueprint.Find(min) is { Value: int fewest } setting
                && blueprint.Find(max) is { Value: int most }
                && blueprint.Usable(min)
                && blueprint.Usable(max)
                && fewest > most
            )
            {
                findings.Add(ServiceDiagnostics.ScheduleMinAboveMax(setting.At, path, fewest, most));
            }
        }
    }

    static void CheckVariables(Blueprint blueprint, List<Finding> findings)
    {
        var hasDatabase = DatabaseKeys.IsOn(blueprint);
        var secretsAt = blueprint.At(VariableKeys.Secrets) ?? default;
        var secrets = blueprint.Get(VariableKeys.Secrets).ToHashSet(StringComparer.Ordinal);
        foreach (var name in blueprint.Names(VariableKeys.Variables))
        {
            var setting = blueprint.Find(Blueprint.Named(VariableKeys.Variable, name))!;
            if (ContractVariables.IsReserved(name, hasDatabase))
            {
                findings.Add(VariableDiagnostics.Reserved(setting.KeyAt, name));
            }
            else if (ContractVariables.IsStaticKey(name))
            {
                findings.Add(VariableDiagnostics.StaticKey(setting.KeyAt, name));
            }
            else if (ContractVariables.LooksSecret(name) && setting.Value is string { Length: > 0 })
            {
                findings.Add(VariableDiagnostics.LooksSecret(setting.KeyAt, name));
            }
            if (secrets.Contains(name))
            {
                findings.Add(VariableDiagnostics.PlainAndSecret(setting.KeyAt, name));
            }
        }
        foreach (var name in secrets)
        {
            if (ContractVariables.IsReserved(name, hasDatabase))
            {
                findings.Add(VariableDiagnostics.Reserved(secretsAt, name));
            }
            else if (ContractVariables.IsStaticKey(name))
            {
                findings.Add(VariableDiagnostics.StaticKey(secretsAt, name));
            }
        }
    }

    static void CheckRegion(Blueprint blueprint, List<Finding> findings)
    {
        var region = blueprint.Get(NetworkKeys.Region);
        if (blueprint.Find(NetworkKeys.Region) is { } setting && !Regions.Known.Contains(region))
        {
            findings.Add(NetworkDiagnostics.UnknownRegion(setting.At, region, Nearest.To(region, Regions.Known)));
        }
    }

    static void CheckBackups(Blueprint blueprint, List<Finding> findings)
    {
        if (!DatabaseKeys.IsOn(blueprint) || blueprint.Get(DatabaseKeys.BackupDays) > 0 || !blueprint.Usable(DatabaseKeys.BackupDays))
        {
            return;
        }
        var replicas = blueprint.Get(DatabaseKeys.Replicas);
        if (replicas > 0 && blueprint.Usable(DatabaseKeys.Replicas))
        {
            findings.Add(DataDiagnostics.ReplicasNeedBackups(blueprint.At(DatabaseKeys.Replicas)!.Value, replicas));
        }
        if (blueprint.Get(DatabaseKeys.BackupCopy) && blueprint.Usable(DatabaseKeys.BackupCopy))
        {
            findings.Add(DataDiagnostics.CopyNeedsBackups(blueprint.At(DatabaseKeys.BackupCopy)!.Value));
        }
    }

    static void CheckStrategy(Blueprint blueprint, List<Finding> findings)
    {
        var path = DeploymentKeys.Strategy.Path;
        if (blueprint.Nearest(path) is { } layer && layer.Mappings.TryGetValue(path, out var at) && !DeploymentKeys.IsOneStrategy(layer))
        {
            findings.Add(OperationDiagnostics.OneStrategy(at));
        }
    }
}
