using Railhead.Model;

namespace Railhead.Aws;

/// <summary>Addresses in AWS's console.</summary>
static class ConsoleLinks
{
    public static string Pipeline(Architecture architecture) =>
        $"{Base(architecture)}/codesuite/codepipeline/pipelines/{architecture.Pipeline.Name}/view";

    public static string Deployment(Architecture architecture, string id) => $"{Base(architecture)}/codesuite/codedeploy/deployments/{id}";

    /// <summary>The deployments of the service, where ECS itself deploys.</summary>
    public static string Deployments(Architecture architecture) =>
        $"{Base(architecture)}/ecs/v2/clusters/{architecture.Services.Cluster}/services/{architecture.Services.Name}/deployments"
        + $"?region={Region(architecture)}";

    public static string Finding(Architecture architecture, string id) => $"{Base(architecture)}/guardduty/home#/findings?search=id%3D{id}";

    public static string Dashboard(Architecture architecture) =>
        $"{Base(architecture)}/cloudwatch/home?region={Region(architecture)}#dashboards/dashboard/{architecture.Observability.Dashboard.Name}";

    /// <summary>Where a person confirms the connection with GitHub.</summary>
    public static HclExpression Connections(Architecture architecture) =>
        Hcl.Text($"{Base(architecture)}/codesuite/settings/{Addresses.AccountId}/{Region(architecture)}/connections");

    static string Base(Architecture architecture) =>
        Regions.Partition(Region(architecture)) switch
        {
            "aws-cn" => "https://console.amazonaws.cn",
            "aws-us-gov" => "https://console.amazonaws-us-gov.com",
            _ => $"https://{Region(architecture)}.console.aws.amazon.com",
        };

    static string Region(Architecture architecture) => architecture.Network.Region;
}
