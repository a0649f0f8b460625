using System.Text.Json;

namespace Railhead.Aws;

/// <summary>The target group behind which an ECS service serves.</summary>
static class ServingGroup
{
    /// <param name="answer">Of <c>DescribeServices</c>.</param>
    /// <returns>The name of the group, or null: there is no active service.</returns>
    public static string? Of(JsonElement answer)
    {
        var service = answer.Get("services").Items().FirstOrDefault(one => one.Get("status").AsText() == "ACTIVE");
        if (service.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        var primary = service.Get("taskSets").Items().FirstOrDefault(set => set.Get("status").AsText() == "PRIMARY");
        var balancers = (primary.ValueKind == JsonValueKind.Undefined ? service : primary).Get("loadBalancers").Items();
        // arn:aws:elasticloadbalancing:REGION:ACCOUNT:targetgroup/NAME/ID
        return balancers.Select(one => one.GetProperty("targetGroupArn").GetString()!.Split('/')[1]).FirstOrDefault();
    }

    /// <summary>The revision that serves where ECS itself deploys: the service names both groups, in an order that stays.</summary>
    /// <param name="answer">Of <c>DescribeServices</c>.</param>
    public static string? Revision(JsonElement answer) =>
        answer
            .Get("services")
            .Items()
            .Where(one => one.Get("status").AsText() == "ACTIVE" && one.Get("deploymentController").Get("type").AsText() == "ECS")
            .SelectMany(one => one.Get("currentServiceRevisions").Items())
            .Select(one => one.Get("arn").AsText())
            .FirstOrDefault();

    /// <param name="answer">Of <c>DescribeServiceRevisions</c>.</param>
    public static string? OfRevision(JsonElement answer) =>
        answer
            .Get("serviceRevisions")
            .Items()
            .SelectMany(one => one.Get("resolvedConfiguration").Get("loadBalancers").Items())
            .Select(one => one.Get("targetGroupArn").AsText()?.Split('/')[1])
            .FirstOrDefault();
}
