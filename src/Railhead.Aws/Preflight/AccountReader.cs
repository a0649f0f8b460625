using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.XPath;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Asks AWS what a plan does not show. A question that AWS denies or does not answer is left open, never an error.</summary>
sealed class AccountReader(string region, CancellationToken cancellation) : IDisposable
{
    const string Ec2 = "2016-11-15",
        Iam = "2010-05-08",
        CloudWatch = "2010-08-01";

    /// <summary>The services whose first use creates a service-linked role, with the role's name.</summary>
    public static IReadOnlyList<(string Service, string Role)> LinkedRoles { get; } =
    [
        ("ecs.amazonaws.com", "AWSServiceRoleForECS"),
        ("ecs.application-autoscaling.amazonaws.com", "AWSServiceRoleForApplicationAutoScaling_ECSService"),
        ("elasticloadbalancing.amazonaws.com", "AWSServiceRoleForElasticLoadBalancing"),
        ("rds.amazonaws.com", "AWSServiceRoleForRDS"),
    ];

    readonly AwsApi _api = new(region);
    readonly List<string> _unanswered = [];

    public async Task<AccountFacts> EnvironmentAsync(Architecture architecture)
    {
        var quotas = QuotasAsync();
        var addresses = AskAsync("Elastic IP addresses", async () => (int?)await CountAsync("DescribeAddresses", "addressesSet/item"));
        var vpcs = AskAsync("VPCs", async () => (int?)await CountAsync("DescribeVpcs", "vpcSet/item"));
        var zones = AskAsync("zones", ZonesAsync);
        var roles = MissingRolesAsync();
        var alarms = AskAsync("alarms", () => RedAlarmsAsync(architecture.Pipeline.RollbackAlarms));
        var serving = AskAsync("the service", () => ServingAsync(architecture.Services));
        return new AccountFacts
        {
            Quotas = await quotas,
            Addresses = await addresses,
            Vpcs = await vpcs,
            Zones = await zones,
            MissingRoles = await roles,
            RedAlarms = await alarms,
            ServingGroup = await serving,
            Unanswered = _unanswered,
        };
    }

    public async Task<AccountFacts> AccountAsync()
    {
        var roles = MissingRolesAsync();
        var detector = AskAsync("GuardDuty", HasDetectorAsync);
        return new AccountFacts
        {
            MissingRoles = await roles,
            HasDetector = await detector,
            Unanswered = _unanswered,
        };
    }

    public void Dispose() => _api.Dispose();

    async Task<T?> AskAsync<T>(string question, Func<Task<T?>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e)
            when (e is AwsApiException or HttpRequestException or JsonException or System.Xml.XmlException
                || (e is OperationCanceledException && !cancellation.IsCancellationRequested)
            )
        {
            lock (_unanswered)
            {
                _unanswered.Add($"{question} ({e.Message})");
            }

            return default;
        }
    }

    async Task<IReadOnlyDictionary<Quota, double>> QuotasAsync()
    {
        var values = await Task.WhenAll(
            Quota.All.Select(quota => AskAsync($"quota of {quota.Name}", async () => (double?)await QuotaAsync(quota)))
        );
        return Quota.All.Zip(values).Where(pair => pair.Second is not null).ToDictionary(pair => pair.First, pair => pair.Second!.Value);
    }

    /// <summary>An account has an own value only of a quota that was ever changed.</summary>
    async Task<double> QuotaAsync(Quota quota)
    {
        var body = new JsonObject { ["ServiceCode"] = quota.Service, ["QuotaCode"] = quota.Code };
        try
        {
            return await ValueAsync("GetServiceQuota");
        }
        catch (AwsApiException e) when (e.Code is "NoSuchResourceException")
        {
            return await ValueAsync("GetAWSDefaultServiceQuota");
        }

        async Task<double> ValueAsync(string action)
        {
            var answer = await _api.JsonAsync("servicequotas", $"ServiceQuotasV20190624.{action}", body, cancellation);
            return answer.TryGetProperty("Quota", out var found) ? found.GetProperty("Value").GetDouble() : throw new JsonException(action);
        }
    }

    async Task<int> CountAsync(string action, string path) =>
        (await _api.QueryAsync("ec2", Ec2, action, cancellation)).XPathSelectElements(path).Count();

    async Task<IReadOnlyList<string>?> ZonesAsync() =>
        (await _api.QueryAsync("ec2", Ec2, "DescribeAvailabilityZones", cancellation))
            .XPathSelectElements("availabilityZoneInfo/item[zoneState='available']/zoneName")
            .Select(zone => zone.Value)
            .ToList();

    async Task<IReadOnlyList<string>?> MissingRolesAsync()
    {
        var answers = await Task.WhenAll(
            LinkedRoles.Select(linked => AskAsync($"role {linked.Role}", async () => (bool?)await ExistsAsync(linked.Role)))
        );
        return LinkedRoles.Zip(answers).Where(pair => pair.Second == false).Select(pair => pair.First.Service).ToList();
    }

    async Task<bool> ExistsAsync(string role)
    {
        try
        {
            await _api.QueryAsync("iam", Iam, "GetRole", cancellation, ("RoleName", role));
            return true;
        }
        catch (AwsApiException e) when (e.Code is "NoSuchEntity")
        {
            return false;
        }
    }

    async Task<bool?> HasDetectorAsync() =>
        (await _api.GetAsync("guardduty", "/detector", cancellation)).GetProperty("detectorIds").GetArrayLength() > 0;

    async Task<IReadOnlyList<string>?> RedAlarmsAsync(IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return [];
        }

        var parameters = names.Select((name, i) => (string.Create(CultureInfo.InvariantCulture, $"AlarmNames.member.{i + 1}"), name));
        var answer = await _api.QueryAsync("monitoring", CloudWatch, "DescribeAlarms", cancellation, [.. parameters]);
        return answer
            .XPathSelectElements("DescribeAlarmsResult/MetricAlarms/member[StateValue='ALARM']/AlarmName")
            .Select(name => name.Value)
            .ToList();
    }

    /// <summary>The group of the primary task set; without one, that of the service, which has not been deployed yet.</summary>
    async Task<string?> ServingAsync(Model.Services services)
    {
        JsonElement answer;
        try
        {
            answer = await _api.JsonAsync(
                "ecs",
                "AmazonEC2ContainerServiceV20141113.DescribeServices",
                new JsonObject { ["cluster"] = services.Cluster, ["services"] = new JsonArray(services.Name) },
                cancellation
            );
        }
        catch (AwsApiException e) when (e.Code is "ClusterNotFoundException")
        {
            return null;
        }

        if (ServingGroup.Revision(answer) is not { } revision)
        {
            return ServingGroup.Of(answer);
        }

        var revisions = await _api.JsonAsync(
            "ecs",
            "AmazonEC2ContainerServiceV20141113.DescribeServiceRevisions",
            new JsonObject { ["serviceRevisionArns"] = new JsonArray(revision) },
            cancellation
        );
        return ServingGroup.OfRevision(revisions);
    }
}
