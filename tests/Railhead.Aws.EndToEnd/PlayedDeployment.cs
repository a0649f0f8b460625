using System.Text.Json;

namespace Railhead.EndToEnd;

/// <summary>What AWS does while Terraform looks away, played with calls to the emulator.</summary>
static class PlayedDeployment
{
    /// <summary>What CodeDeploy and auto scaling do to the service while Terraform looks away.</summary>
    public static async Task DeployAndScaleAsync(AwsMachine machine, string environment)
    {
        var template = (await machine.AwsAsync("ssm", "get-parameter", "--name", $"/railhead/shop/{environment}/task-definition"))
            .GetProperty("Parameter")
            .GetProperty("Value")
            .GetString()!;
        var file = Path.Combine(machine.Folder, "taskdef.json");
        File.WriteAllText(file, template);
        var registered = await machine.AwsAsync("ecs", "register-task-definition", "--cli-input-json", $"file://{file}");
        await machine.AwsAsync(
            "ecs",
            "update-service",
            "--cluster",
            $"shop-{environment}",
            "--service",
            $"shop-{environment}",
            "--desired-count",
            "7",
            "--task-definition",
            registered.GetProperty("taskDefinition").GetProperty("taskDefinitionArn").GetString()!
        );
        var groups = (await machine.AwsAsync("elbv2", "describe-target-groups")).GetProperty("TargetGroups").EnumerateArray().ToList();
        var green = groups
            .First(group => group.GetProperty("TargetGroupName").GetString() == $"shop-{environment}-green")
            .GetProperty("TargetGroupArn")
            .GetString()!;
        var set = await machine.AwsAsync(
            "ecs",
            "create-task-set",
            "--cluster",
            $"shop-{environment}",
            "--service",
            $"shop-{environment}",
            "--task-definition",
            registered.GetProperty("taskDefinition").GetProperty("taskDefinitionArn").GetString()!,
            "--load-balancers",
            $"targetGroupArn={green},containerName=nginx,containerPort=80"
        );
        await machine.AwsAsync(
            "ecs",
            "update-service-primary-task-set",
            "--cluster",
            $"shop-{environment}",
            "--service",
            $"shop-{environment}",
            "--primary-task-set",
            set.GetProperty("taskSet").GetProperty("taskSetArn").GetString()!
        );
        foreach (var listener in (await ListenersAsync(machine)).Where(Forwards))
        {
            await machine.AwsAsync(
                "elbv2",
                "modify-listener",
                "--listener-arn",
                listener.GetProperty("ListenerArn").GetString()!,
                "--default-actions",
                $"Type=forward,TargetGroupArn={green}"
            );
        }
    }

    /// <summary>As after a new domain: green serves, and a listener is created.</summary>
    public static async Task<JsonElement> ListenAgainAsync(AwsMachine machine)
    {
        var old = (await ListenersAsync(machine)).Single(listener => listener.GetProperty("Port").GetInt32() == 443);
        await machine.AwsAsync("elbv2", "delete-listener", "--listener-arn", old.GetProperty("ListenerArn").GetString()!);
        (await machine.RailheadAsync("apply", "--env", Round.Environment, "--yes")).Succeeded();
        return (await ListenersAsync(machine)).Single(listener => listener.GetProperty("Port").GetInt32() == 443);
    }

    static bool Forwards(JsonElement listener) => listener.GetProperty("DefaultActions")[0].GetProperty("Type").GetString() == "forward";

    internal static async Task<List<JsonElement>> ListenersAsync(AwsMachine machine)
    {
        var balancer = (await machine.AwsAsync("elbv2", "describe-load-balancers"))
            .GetProperty("LoadBalancers")[0]
            .GetProperty("LoadBalancerArn")
            .GetString()!;
        var answer = await machine.AwsAsync("elbv2", "describe-listeners", "--load-balancer-arn", balancer);
        return [.. answer.GetProperty("Listeners").EnumerateArray()];
    }
}
