using Railhead.Model;

namespace Railhead.Aws;

/// <summary>What the keys of the blueprint cost, and what other ways to run the same system would.</summary>
/// <param name="Architecture">The environment.</param>
/// <param name="Set">Assumptions that somebody set.</param>
/// <param name="Prices">The table.</param>
/// <param name="Today">For Extended Support.</param>
public sealed record CostChanges(Architecture Architecture, IReadOnlyDictionary<string, decimal> Set, PriceTable Prices, DateOnly Today)
{
    readonly Bill _bill = Bill.Of(Architecture, Set, Prices, Today);

    /// <summary>One step of each key of the blueprint that costs money.</summary>
    public IEnumerable<CostChange> Knobs()
    {
        var network = Architecture.Network;
        yield return With("one more task", null, Usage.Tasks, Of(Usage.Tasks) + 1);
        yield return new CostChange(
            "service.cpu and memory, twice as much",
            null,
            After(Task(task => task with { Cpu = task.Cpu * 2, Memory = task.Memory * 2 }))
        );
        if (network.Zones.Count < 3)
        {
            yield return new CostChange("zones: 3", null, After(Architecture with { Network = ThreeZones(network) }));
        }

        yield return Architecture.LoadBalancing.Firewall is null
            ? new CostChange("waf: true", null, After(Firewall(new Firewall("", ["", "", ""], 0))))
            : new CostChange("waf: false", null, After(Firewall(null)));
        foreach (var change in Architecture.Database is { } database ? OfDatabase(database) : [])
        {
            yield return change;
        }

        yield return With("one more secret", null, 1, "secret");
        yield return With("10 more deployments a month", null, Usage.Deployments, Of(Usage.Deployments) + 10);
        yield return With("twice the requests, with the same tasks", null, Usage.Requests, Of(Usage.Requests) * 2);
    }

    IEnumerable<CostChange> OfDatabase(Database database)
    {
        yield return new CostChange(
            $"database.multi_az: {(database.MultiAz ? "false" : "true")}",
            database.MultiAz ? "if its zone fails, there is no database until a backup is restored" : null,
            After(Architecture with { Database = database with { MultiAz = !database.MultiAz } })
        );
        yield return new CostChange(
            $"database.replicas: {database.ReplicaIdentifiers.Count + 1}",
            null,
            After(Architecture with { Database = database with { ReplicaIdentifiers = [.. database.ReplicaIdentifiers, "one-more"] } })
        );
        if (DatabaseSizes.Next(database.Class) is { } larger)
        {
            yield return new CostChange(
                $"database.class: {larger}",
                null,
                After(Architecture with { Database = database with { Class = larger } })
            );
        }

        yield return new CostChange(
            $"database.storage: {database.Storage + 10}",
            null,
            After(Architecture with { Database = database with { Storage = database.Storage + 10 } })
        );
        if (database.BackupCopyRegion is null)
        {
            yield return new CostChange(
                "database.backup_copy: true",
                null,
                After(Architecture with { Database = database with { BackupCopyRegion = Regions.CopyOf(Architecture.Network.Region) } })
            );
        }
    }

    /// <summary>Other ways to run the same system. Railhead writes only some of them; the note says so.</summary>
    public IEnumerable<CostChange> Alternatives()
    {
        if (Architecture.Services.Capacity.All(provider => provider.Name != "FARGATE_SPOT"))
        {
            yield return new CostChange(
                "Spot for all tasks but the first",
                "AWS can stop them with two minutes' notice; edit services.tf and deployment.tf",
                After(
                    Architecture with
                    {
                        Services = Architecture.Services with { Capacity = [new("FARGATE", 1, 1), new("FARGATE_SPOT", 0, 4)] },
                    }
                )
            );
        }

        if (Architecture.Services.TaskDefinition.CpuArchitecture != "ARM64")
        {
            yield return new CostChange(
                "Graviton (ARM64) for tasks",
                "the images must be built for it; edit tasks.tf and pipeline.tf",
                After(Task(task => task with { CpuArchitecture = "ARM64" }))
            );
        }

        foreach (
            var change in OfNetwork().Concat(Architecture.Database is { } database ? OfReservedDatabase(database) : []).Concat(OfLogs())
        )
        {
            yield return change;
        }
    }

    IEnumerable<CostChange> OfNetwork()
    {
        var network = Architecture.Network;
        if (network.Nat == NatPolicy.PerZone)
        {
            yield return new CostChange(
                "one NAT gateway for all zones",
                "if its zone fails, no task reaches the Internet; edit network.tf",
                After(Architecture with { Network = network with { Nat = NatPolicy.Single } })
            );
        }

        var gateways = _bill.Lines.Where(line => line.Resource.StartsWith("aws_nat_gateway.", StringComparison.Ordinal)).ToList();
        yield return new CostChange(
            "NAT instances (t4g.nano) instead of NAT gateways",
            "you update and watch them yourself",
            (network.NatZones.Count() * Of(Usage.Hours) * Prices.Of("nat-instance.hour", network.Region).Value.Expected)
                - gateways.Sum(line => line.Month.Expected)
        );
        if (network.Endpoints.Any(endpoint => endpoint.Kind == EndpointKind.Interface))
        {
            yield return new CostChange(
                "no interface endpoints",
                "images, logs and secrets then go through NAT, and tasks cannot start without it; edit network.tf",
                After(
                    Architecture with
                    {
                        Network = network with { Endpoints = network.Endpoints.Where(e => e.Kind == EndpointKind.Gateway).ToList() },
                    },
                    new(Set) { [Usage.NatGb] = Of(Usage.NatGb) + Of(Usage.EndpointGb) }
                )
            );
        }
    }

    IEnumerable<CostChange> OfReservedDatabase(Database database)
    {
        var family = database.Class.Split('.').ElementAtOrDefault(1) ?? "";
        var instances = _bill.Lines.Where(line =>
            line.Resource.StartsWith("aws_db_instance.", StringComparison.Ordinal) && line.Price.Unit == "hour"
        );
        var hours = instances.Sum(line => line.Month.Expected);
        foreach (var years in (int[])[1, 3])
        {
            var name = $"rds.reserved.{years}y.{family}";
            if (Prices.Names.Contains(name))
            {
                yield return new CostChange(
                    $"database reserved for {years} year{(years == 1 ? ", nothing in advance" : "s, half in advance")}",
                    "a contract that you buy in the console",
                    hours * (Prices.Of(name, Architecture.Network.Region).Value.Expected - 1)
                );
            }
        }

        var version = database.Version ?? Database.DefaultVersionOnAws;
        if (DatabaseSupport.EndOf(version) is { } end && Today <= end)
        {
            var cpus = PriceTable.CpusOf(database.Class) * ((database.MultiAz ? 2 : 1) + database.ReplicaIdentifiers.Count);
            yield return new CostChange(
                $"PostgreSQL {version} after {end:yyyy-MM-dd}, in Extended Support",
                "it is off: RDS upgrades the version then; edit database.tf before the first apply",
                cpus * Of(Usage.Hours) * Prices.Of("rds.extended-support", Architecture.Network.Region).Value.Expected
            );
        }
    }

    IEnumerable<CostChange> OfLogs()
    {
        var days = Architecture.Observability.LogRetentionDays == 7 ? 90 : 7;
        yield return new CostChange(
            $"logs.retention_days: {days}",
            "writing a log costs more than keeping it",
            After(
                Architecture with
                {
                    Observability = Architecture.Observability with
                    {
                        LogGroups = Architecture.Observability.LogGroups.Select(group => group with { RetentionDays = days }).ToList(),
                    },
                }
            )
        );
    }

    decimal Of(string usage) => _bill.Assumptions.First(assumption => assumption.Name == usage).Value.Expected;

    Architecture Task(Func<TaskDefinition, TaskDefinition> change) =>
        Architecture with
        {
            Services = Architecture.Services with { TaskDefinition = change(Architecture.Services.TaskDefinition) },
        };

    Architecture Firewall(Firewall? firewall) =>
        Architecture with
        {
            LoadBalancing = Architecture.LoadBalancing with { Firewall = firewall },
        };

    static Network ThreeZones(Network network) =>
        network with
        {
            Zones = [.. network.Zones, network.Region + "z"],
            Endpoints = network.Endpoints.Select(endpoint => endpoint with { Subnets = [.. endpoint.Subnets, "one-more"] }).ToList(),
        };

    CostChange With(string change, string? note, string usage, decimal value) =>
        new(change, note, After(Architecture, new(Set) { [usage] = value }));

    CostChange With(string change, string? note, decimal quantity, string price) =>
        new(change, note, quantity * Prices.Of(price, Architecture.Network.Region).Value.Expected);

    decimal After(Architecture changed) => After(changed, new(Set) { [Usage.Tasks] = Of(Usage.Tasks) });

    decimal After(Architecture changed, Dictionary<string, decimal> set) =>
        Bill.Of(changed, set, Prices, Today).Month.Expected - _bill.Month.Expected;
}
