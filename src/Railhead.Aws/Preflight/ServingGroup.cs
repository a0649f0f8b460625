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
}
