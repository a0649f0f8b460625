namespace Railhead.Model;

/// <summary>Permissions where ECS itself moves the traffic.</summary>
static class EcsDeploymentRoles
{
    /// <summary>
    /// The infrastructure role, with which ECS moves targets and the weights of the listener's rule. Source: AWS's policy
    /// <c>AmazonECSInfrastructureRolePolicyForLoadBalancers</c>, less what only other load balancers and default rules need. The guide's
    /// trust policy has no condition, and names no context that ECS sends.
    /// </summary>
    public static Role Infrastructure(RoleParts parts)
    {
        var scope = parts.Scope;
        return parts.Role(
            RoleKeys.Deploy,
            "ecs.amazonaws.com",
            null,
            new Statement(
                [
                    "elasticloadbalancing:DescribeListeners",
                    "elasticloadbalancing:DescribeRules",
                    "elasticloadbalancing:DescribeTargetGroups",
                    "elasticloadbalancing:DescribeTargetHealth",
                ],
                ["*"]
            )
            {
                Why = "reading from Elastic Load Balancing does not support resources",
            },
            new Statement(
                ["elasticloadbalancing:RegisterTargets", "elasticloadbalancing:DeregisterTargets"],
                Enum.GetValues<TargetGroupKey>()
                    .Select(key => scope.Arn("elasticloadbalancing", $"targetgroup/{LoadBalancingCompiler.GroupName(scope, key)}/*"))
                    .ToList()
            ),
            new Statement(
                ["elasticloadbalancing:ModifyRule"],
                [scope.Arn("elasticloadbalancing", $"listener-rule/app/{LoadBalancingCompiler.Name(scope)}/*")]
            )
        );
    }

    /// <summary>Puts a revision of the task definition into the service, and waits.</summary>
    public static Statement[] Deploys(RoleParts parts) =>
        [
            new(["ecs:UpdateService", "ecs:ListServiceDeployments"], [parts.ServiceArn]),
            new(["ecs:DescribeServiceDeployments"], [Deployments(parts)]),
        ];

    /// <summary>Starts new tasks of the revision that serves.</summary>
    public static Statement[] DeploysAgain(RoleParts parts) =>
        [new(["ecs:UpdateService", "ecs:ListServiceDeployments"], [parts.ServiceArn])];

    static string Deployments(RoleParts parts) =>
        $"{parts.ServiceArn.Replace(":service/", ":service-deployment/", StringComparison.Ordinal)}/*";
}
