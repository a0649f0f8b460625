using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Buckets: the app's, their copies, and those of the system.</summary>
static class StorageCosts
{
    const string CopyEnding = "_copy";

    static readonly CostRange ArtifactsGb = new(0.05m, 0.3m, 2);

    public static IEnumerable<CostLine> Bucket(Meter meter, PlannedResource bucket) =>
        bucket.Name switch
        {
            "artifacts" => [meter.Line(bucket, "artifacts of deployments", ArtifactsGb, "s3.standard.gb")],
            "access_logs" => [meter.Line(bucket, "access logs of three months", AccessLogs(meter), "s3.standard.gb")],
            "state" => [],
            _ when IsCopy(bucket) =>
            [
                meter.Line(bucket, "copied files", meter.Usage[Usage.FileGb], "s3.ia.gb"),
                meter.Line(bucket, "copied objects", Share(meter, Usage.FileWrites), "s3.ia.writes"),
                new CostLine(
                    bucket.Address,
                    "data to the second region",
                    Share(meter, Usage.CopyGb),
                    meter.Prices.Of("transfer.region.gb", meter.MainRegion)
                ),
            ],
            _ =>
            [
                meter.Line(bucket, "files", meter.Usage[Usage.FileGb], "s3.standard.gb"),
                meter.Line(bucket, "writes", Share(meter, Usage.FileWrites), "s3.writes"),
                meter.Line(bucket, "reads", Share(meter, Usage.FileReads), "s3.reads"),
            ],
        };

    static bool IsCopy(PlannedResource bucket) => bucket.Name.EndsWith(CopyEnding, StringComparison.Ordinal);

    static bool IsOfApp(PlannedResource bucket) =>
        bucket.Type == "aws_s3_bucket" && !IsCopy(bucket) && bucket.Name is not ("artifacts" or "access_logs" or "state");

    static CostRange Share(Meter meter, string usage) => meter.Usage[usage] * (1m / Math.Max(1, meter.Resources.Count(IsOfApp)));

    /// <summary>About half a kB for each request.</summary>
    static CostRange AccessLogs(Meter meter) => meter.Usage[Usage.Requests] * (meter.Hours * (0.0036m * 0.5m * 3));
}
