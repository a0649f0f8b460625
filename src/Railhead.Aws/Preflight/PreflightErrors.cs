using System.Globalization;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>What is found about an account before an apply: one method per code. <c>docs/errors.md</c> lists them.</summary>
static class PreflightErrors
{
    public static PreflightFinding QuotaExceeded(Quota quota, string region, int used, int more, double limit) =>
        new(
            PreflightSeverity.Error,
            "RH5090",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The plan creates {more} {quota.Name}; the account has {used} in {region}, and its quota is {limit}."
            ),
            Increase(quota, region, used + more)
        );

    public static PreflightFinding TooFewVcpus(Quota quota, string region, double first, double most, double limit) =>
        new(
            PreflightSeverity.Warning,
            "RH5091",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The account may run {limit} {quota.Name} in {region}, all apps together. A deployment of this app starts the new tasks beside the old ones: it needs {first} at service.desired and {most} at service.max. Above the quota, tasks do not start."
            ),
            Increase(quota, region, (int)Math.Ceiling(most))
        );

    public static PreflightFinding NoBuilds(Quota quota, string region) =>
        new(
            PreflightSeverity.Warning,
            "RH5092",
            $"The account may not run {quota.Name} in {region}, so the pipeline cannot build. New accounts begin like this.",
            Increase(quota, region, 1)
        );

    public static PreflightFinding UnseenZones(IReadOnlyList<string> missing, IReadOnlyList<string> seen, string environment) =>
        new(
            PreflightSeverity.Error,
            "RH5093",
            $"This account does not see the zone {string.Join(" and ", missing)}. It sees {string.Join(", ", seen)}.",
            $"Choose another region, or replace the zone's name in every file of infrastructure/{environment} before the first apply."
        );

    public static PreflightFinding DetectorExists(string region) =>
        new(
            PreflightSeverity.Error,
            "RH5094",
            $"GuardDuty is already on in {region}, and a region has one detector.",
            "Write enable_guardduty = false to infrastructure/account/account.auto.tfvars, and run this again."
        );

    public static PreflightFinding MissingRoles(IReadOnlyList<string> services, string environment) =>
        new(
            PreflightSeverity.Warning,
            "RH5095",
            $"The account lacks the service-linked roles of {string.Join(", ", services)}. AWS creates one at the first use, and that call may fail.",
            $"Create them: railhead bootstrap --env {environment}"
        );

    public static PreflightFinding RedAlarms(IReadOnlyList<string> alarms) =>
        new(
            PreflightSeverity.Warning,
            "RH5096",
            $"{string.Join(" and ", alarms)} {(alarms.Count == 1 ? "is" : "are")} in state ALARM. CodeDeploy stops every deployment meanwhile, also one that brings the fix.",
            $"To let it through, apply with {DeploymentFile.IgnoredAlarms} = [{string.Join(", ", alarms.Select(name => $"\"{name}\""))}] "
                + "in a file such as fix.auto.tfvars of the environment's folder; delete the file and apply again afterwards."
        );

    /// <param name="group">The target group that serves.</param>
    public static PreflightFinding EngineChangesOnGreen(string group) =>
        new(
            PreflightSeverity.Error,
            "RH5100",
            $"ECS would take over the deployments while the target group {group} serves, and the Terraform says that the service is in blue.",
            "Release once more with deploy.engine: codedeploy. Each release changes the group."
        );

    public static PreflightFinding Unanswered(IReadOnlyList<string> questions) =>
        new(PreflightSeverity.Note, "RH5097", $"Not checked, because AWS did not answer: {string.Join("; ", questions)}.", null);

    public static PreflightFinding UnknownServing() =>
        new(
            PreflightSeverity.Warning,
            "RH5099",
            "The plan creates a listener, and AWS did not say which target group serves, so the listener points to blue. If green serves, users get 503.",
            $"Look it up (aws ecs describe-services, taskSets, status PRIMARY), and apply with {LoadBalancingFile.ServingGroup} = \"green\" if it is green."
        );

    /// <summary>What stops an apply.</summary>
    public static RailheadException Refused(IReadOnlyList<PreflightFinding> errors) =>
        new(
            "RH5098",
            $"This apply would fail:\n{string.Join('\n', errors.Select(error => $"  {error.Code}: {error.Message}"))}",
            string.Join('\n', errors.Select(error => error.Hint))
        );

    static string Increase(Quota quota, string region, int value) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Ask for more: aws service-quotas request-service-quota-increase --service-code {quota.Service} --quota-code {quota.Code} --desired-value {value} --region {region}"
        );
}
