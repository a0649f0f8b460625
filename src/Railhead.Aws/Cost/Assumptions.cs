using Railhead.Model;

namespace Railhead.Aws;

/// <summary>
/// The use of an environment in a month. Each value can be set; the others are estimates for the tier, or follow from set ones.
/// </summary>
public sealed class Assumptions
{
    const decimal Hours = 730;
    const decimal MillionSecondsAMonth = 2.628m;

    readonly IReadOnlyDictionary<string, decimal> _set;
    readonly List<Assumption> _all = [];

    /// <param name="tier">Production has more traffic than a test environment.</param>
    /// <param name="resources">Scaling bounds the number of tasks.</param>
    /// <param name="set">Values by name.</param>
    public Assumptions(Tier tier, IReadOnlyList<PlannedResource> resources, IReadOnlyDictionary<string, decimal> set)
    {
        _set = set;
        var isProduction = tier == Tier.Production;
        Add(Usage.Hours, "hours", "hours of a month", CostRange.Exactly(Hours));
        Add(Usage.Tasks, "tasks", "running tasks, on average: a quarter of the way from min to max", Tasks(resources));
        AddTraffic(isProduction);
        AddDeployments(isProduction);
        AddData(isProduction);
    }

    public IReadOnlyList<Assumption> All => _all;

    /// <summary>The value of a name of <see cref="Usage"/>.</summary>
    public CostRange this[string name] => _all.First(assumption => assumption.Name == name).Value;

    void AddTraffic(bool isProduction)
    {
        Add(
            Usage.Requests,
            "requests a second",
            "requests, day and night on average",
            Of(isProduction, (0.5m, 2, 5), (0.01m, 0.05m, 0.2m))
        );
        Add(Usage.ResponseKb, "kB", "size of an answer", new CostRange(10, 20, 40));
        var millions = this[Usage.Requests] * MillionSecondsAMonth;
        Add(Usage.InternetGb, "GB a month", "data to the Internet: requests × response_kb", millions * this[Usage.ResponseKb]);
        Add(Usage.LogKb, "kB", "log of one request, of app and nginx", new CostRange(0.5m, 1.5m, 4));
        Add(Usage.LogGb, "GB a month", "logs of the tasks: requests × log_kb", millions * this[Usage.LogKb]);
        Add(Usage.FlowLogGb, "GB a month", "flow logs of the network", Of(isProduction, (0.5m, 1, 4), (0.2m, 0.4m, 1.5m)));
        Add(Usage.NatGb, "GB a month", "data through NAT gateways", Of(isProduction, (2, 20, 100), (1, 5, 30)));
        Add(Usage.EndpointGb, "GB a month", "data through interface endpoints", Of(isProduction, (2, 20, 100), (1, 5, 30)));
        Add(Usage.ZoneGb, "GB a month", "data between zones, such as to the database", Of(isProduction, (2, 20, 100), (1, 5, 30)));
    }

    void AddDeployments(bool isProduction)
    {
        Add(Usage.Deployments, "a month", "deployments", Of(isProduction, (10, 30, 100), (10, 40, 150)));
        Add(Usage.BuildMinutes, "minutes", "length of a build", new CostRange(2, 5, 15));
        Add(Usage.ReleaseMinutes, "minutes", "length of the release stage", new CostRange(1, 3, 10));
        Add(Usage.PipelineMinutes, "minutes", "minutes of all pipeline actions in a deployment", new CostRange(8, 15, 40));
        Add(Usage.DoubleMinutes, "minutes", "minutes that old and new tasks run side by side in a deployment", new CostRange(5, 15, 60));
        Add(Usage.ImageGb, "GB", "kept images of one repository", Of(isProduction, (0.5m, 2, 6), (0.5m, 1, 4)));
    }

    void AddData(bool isProduction)
    {
        Add(Usage.FileGb, "GB", "files in one of the app's buckets", Of(isProduction, (5, 25, 150), (0.1m, 1, 5)));
        Add(
            Usage.FileReads,
            "thousand a month",
            "reads of files: a tenth of the requests",
            this[Usage.Requests] * (MillionSecondsAMonth * 100)
        );
        Add(
            Usage.FileWrites,
            "thousand a month",
            "writes of files: a hundredth of the requests",
            this[Usage.Requests] * (MillionSecondsAMonth * 10)
        );
        Add(Usage.CopyGb, "GB a month", "new data that is copied to the second region", Of(isProduction, (0.5m, 5, 30), (0, 0, 0)));
        Add(
            Usage.BackupGb,
            "GB",
            "backups of the database beyond its own size, which costs nothing",
            Of(isProduction, (0, 2, 20), (0, 0, 5))
        );
        Add(Usage.AppMetrics, "metrics", "metrics that the app itself writes", new CostRange(0, 5, 30));
        Add(Usage.KeyRequests, "10,000 a month", "requests to KMS", Of(isProduction, (1, 5, 40), (0.5m, 1, 10)));
        Add(Usage.Mails, "thousand a month", "mails of alarms and events", new CostRange(0.01m, 0.1m, 1));
    }

    void Add(string name, string unit, string meaning, CostRange estimate)
    {
        var isSet = _set.TryGetValue(name, out var value);
        _all.Add(new Assumption(name, unit, meaning, isSet ? CostRange.Exactly(value) : estimate, isSet));
    }

    static CostRange Of(
        bool isProduction,
        (decimal Low, decimal Expected, decimal High) production,
        (decimal Low, decimal Expected, decimal High) other
    )
    {
        var (low, expected, high) = isProduction ? production : other;
        return new CostRange(low, expected, high);
    }

    static CostRange Tasks(IReadOnlyList<PlannedResource> resources)
    {
        var target = resources.FirstOrDefault(resource => resource.Type == "aws_appautoscaling_target");
        var service = resources.FirstOrDefault(resource => resource.Type == "aws_ecs_service");
        var schedules = resources
            .Where(resource => resource.Type == "aws_appautoscaling_scheduled_action")
            .SelectMany(schedule => schedule.Blocks("scalable_target_action"))
            .Select(bounds => new PlannedResource("", "", "", bounds))
            .ToList();
        var first = target?.Number("min_capacity") ?? service?.Number("desired_count") ?? 0;
        var min = schedules.Select(bounds => bounds.Number("min_capacity")).OfType<decimal>().Append(first).Min();
        var max = schedules
            .Select(bounds => bounds.Number("max_capacity"))
            .OfType<decimal>()
            .Append(target?.Number("max_capacity") ?? first)
            .Max();
        return new CostRange(min, min + ((max - min) / 4), max);
    }
}
