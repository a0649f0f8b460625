using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Database instances and their backups.</summary>
static class DatabaseCosts
{
    /// <summary>GB of enhanced monitoring's log of one instance in a month at one value a minute: a guess.</summary>
    static readonly CostRange MonitoringGb = new(0.1m, 0.2m, 0.5m);

    public static IEnumerable<CostLine> Instance(Meter meter, PlannedResource instance)
    {
        var isMultiAz = instance.IsOn("multi_az");
        var instances = isMultiAz ? 2 : 1;
        var main = meter.Resources.FirstOrDefault(resource =>
            resource.Type == instance.Type && resource.Number("allocated_storage") is not null
        );
        var instanceClass = instance.Text("instance_class") ?? "db.t4g.micro";
        yield return new CostLine(
            instance.Address,
            $"{instanceClass}{(isMultiAz ? " with a standby" : "")}",
            meter.Hours,
            meter.Prices.OfDatabase(instanceClass, isMultiAz, instance.Region)
        );

        // A replica has the storage of its source.
        var storage = instance.Number("allocated_storage") ?? main?.Number("allocated_storage") ?? 20;
        yield return meter.Line(instance, isMultiAz ? "storage, twice" : "storage", storage * instances, "rds.gp3.gb");
        if (ExtraIops(instance, storage) is > 0 and var iops)
        {
            yield return meter.Line(instance, "IOPS above the baseline", iops * instances, "rds.gp3.iops");
        }

        if (instance.Number("backup_retention_period") is > 0)
        {
            yield return meter.Line(instance, "backups beyond the database's size", meter.Usage[Usage.BackupGb], "rds.backup.gb");
        }

        if (instance.Number("monitoring_interval") is > 0 and var interval)
        {
            yield return meter.Line(instance, "enhanced monitoring", MonitoringGb * (instances * 60 / interval), "logs.ingest.gb");
        }

        var version = instance.Number("engine_version") ?? main?.Number("engine_version");
        var isOff = (instance.Text("engine_lifecycle_support") ?? main?.Text("engine_lifecycle_support")) == DatabaseSupport.Off;
        if (!isOff && DatabaseSupport.Factor(version, meter.Today) is > 0 and var factor)
        {
            yield return meter.Line(
                instance,
                $"Extended Support of PostgreSQL {version:0}",
                meter.Hours * (PriceTable.CpusOf(instanceClass) * instances * factor),
                "rds.extended-support"
            );
        }
    }

    public static IEnumerable<CostLine> BackupCopy(Meter meter, PlannedResource copy)
    {
        var main = meter.Resources.FirstOrDefault(resource => resource is { Type: "aws_db_instance", Name: "main" });
        var storage = main?.Number("allocated_storage") ?? 20;
        // The copy has no free part. How full the disk is, nobody knows before.
        yield return meter.Line(copy, "copied backups", new CostRange(storage * 0.1m, storage * 0.6m, storage * 2), "rds.backup.gb");
        yield return new CostLine(
            copy.Address,
            "data to the second region",
            meter.Usage[Usage.CopyGb],
            meter.Prices.Of("transfer.region.gb", main?.Region ?? copy.Region)
        );
    }

    /// <summary>gp3 has 3,000 IOPS below 400 GB, and 12,000 from there on.</summary>
    static decimal ExtraIops(PlannedResource instance, decimal storage) =>
        instance.Text("storage_type") == "gp3" ? (instance.Number("iops") ?? 0) - (storage < 400 ? 3000 : 12000) : 0;
}
