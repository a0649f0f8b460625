using System.Text.Json;

namespace Railhead.Aws;

/// <summary>The target group behind which an ECS service serves.</summary>
static class ServingGroup
{
    /// <param name="answer">Of <c>DescribeServices</c>.</param>
    /// <returns>The name of the group, or null: there is no active service.</returns>
    public static string? Of(JsonElement answer)
    {
        var service = Items(answer, "services")
            .FirstOrDefault(one => one.TryGetProperty("status", out var status) && status.GetString() == "ACTIVE");
        if (service.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        var primary = Items(service, "taskSets")
            .FirstOrDefault(set => set.TryGetProperty("status", out var status) && status.GetString() == "PRIMARY");
        var balancers = Items(primary.ValueKind == JsonValueKind.Undefined ? service : primary, "loadBalancers");
        // arn:aws:elasticloadbalancing:REGION:ACCOUNT:targetgroup/NAME/ID
        return balancers.Select(one => one.GetProperty("targetGroupArn").GetString()!.Split('/')[1]).FirstOrDefault();
    }

    static List<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray()] : [];
}
