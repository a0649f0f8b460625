namespace Railhead.Aws.Tests;

/// <summary>
/// What must exist before what. Terraform deletes in the opposite order, so each row also says what must be deleted first. Rows that hold
/// because one resource refers to the other are here too: a literal in place of the reference would lose them.
/// </summary>
static partial class OrderTable
{
    const string Provider = "registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/";

    public static IReadOnlyList<OrderRequirement> All { get; } =
    [.. Network(), .. Balancing(), .. Services(), .. Data(), .. Logs(), .. Rest()];

    static IEnumerable<OrderRequirement> Network()
    {
        const string gateway = "AWS refuses public addresses in a VPC without a gateway, and cannot detach it while there are some";
        const string guide = "docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html";
        yield return new("aws_internet_gateway.main", "aws_nat_gateway.main", gateway, Provider + "nat_gateway");
        yield return new("aws_internet_gateway.main", "aws_lb.main", gateway, guide);
        yield return new("aws_internet_gateway.main", "aws_route.public_internet", gateway, guide);
        yield return new("aws_route.public_internet", "aws_lb.main", "clients have no way in until the route is there", guide);
        yield return new("aws_nat_gateway.main", "aws_route.app_nat", "a route needs its target", Provider + "route");
        yield return new("aws_iam_role.flow_logs", "aws_flow_log.main", "delivery assumes the role", Provider + "flow_log");
        yield return new(
            "aws_security_group.endpoints",
            "aws_vpc_endpoint.interface",
            "a group in use cannot be deleted",
            Provider + "security_group"
        );
        yield return new(
            "aws_security_group.database",
            "aws_db_instance.main",
            "a group in use cannot be deleted",
            Provider + "security_group"
        );
        yield return new(
            "aws_security_group.tasks",
            "aws_ecs_service.main",
            "a group in use cannot be deleted",
            Provider + "security_group"
        );
        yield return new(
            "aws_security_group.load_balancer",
            "aws_lb.main",
            "a group in use cannot be deleted",
            Provider + "security_group"
        );
    }

    static IEnumerable<OrderRequirement> Balancing()
    {
        const string logs = "docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html";
        const string write = "ELB writes a test file when logs are switched on, and fails without the policy";
        yield return new("aws_s3_bucket_policy.access_logs", "aws_lb.main", write, logs);
        yield return new("aws_s3_bucket_public_access_block.main", "aws_s3_bucket_policy.access_logs", Conflict, S3Conflict);
        yield return new(
            "aws_s3_bucket_policy.access_logs",
            "aws_s3_bucket_logging.main",
            "S3 must be allowed to write",
            Provider + "s3_bucket_logging"
        );
        yield return new(
            "aws_acm_certificate_validation.main",
            "aws_lb_listener.https",
            "a listener takes issued certificates only",
            Provider + "acm_certificate_validation"
        );
        yield return new(
            "aws_route53_record.certificate",
            "aws_acm_certificate_validation.main",
            "the record proves the domain",
            Provider + "acm_certificate_validation"
        );
        yield return new("aws_lb_target_group.blue", "aws_lb_listener.http", "a listener needs its group", Provider + "lb_listener")
        {
            Unless = Https,
        };
        yield return new("aws_lb_target_group.blue", Https, "a listener needs its group", Provider + "lb_listener");
        yield return new(
            "aws_lb.main",
            "aws_wafv2_web_acl_association.main",
            "the association needs the load balancer",
            Provider + "wafv2_web_acl_association"
        );
        const string open = "users are redirected to the listener, also when the rule of its port failed";
        yield return new("aws_vpc_security_group_ingress_rule.load_balancer_from_internet_443", Https, open, "load_balancing.tf");
        yield return new("aws_network_acl_rule.public_ingress", Https, open, "load_balancing.tf");
        yield return new(Https, "aws_lb_listener.http", "users are redirected to it", "load_balancing.tf");
        yield return new("aws_lb.main", "aws_route53_record.main", "the alias needs the name", Provider + "route53_record");
    }

    static IEnumerable<OrderRequirement> Services()
    {
        const string listener = "ECS: \"The target group does not have an associated load balancer\"";
        const string label = "its label needs a group that a load balancer uses";
        const string draining = "without its policy the service cannot stop its tasks and stays in DRAINING";
        const string capacity = "a provider that a service uses must be in the cluster, and cannot leave it before";
        yield return new("aws_lb_listener.http", "aws_ecs_service.main", listener, Provider + "ecs_service") { Unless = Https };
        yield return new(Https, "aws_ecs_service.main", listener, Provider + "ecs_service");
        yield return new("aws_iam_role_policy.execution", "aws_ecs_service.main", draining, Provider + "ecs_service");
        yield return new(
            "aws_ecs_cluster_capacity_providers.main",
            "aws_ecs_service.main",
            capacity,
            Provider + "ecs_cluster_capacity_providers"
        );
        yield return new(
            "aws_ecs_service.main",
            "aws_codedeploy_deployment_group.main",
            "the group names the service",
            Provider + "codedeploy_deployment_group"
        );
        yield return new(
            "aws_iam_role_policy.deploy",
            "aws_codedeploy_deployment_group.main",
            "CodeDeploy tries the role",
            Provider + "codedeploy_deployment_group"
        );
        yield return new("aws_lb_listener_rule.production", "aws_ecs_service.main", listener, Provider + "ecs_service");
        yield return new(
            "aws_iam_role_policy.deploy",
            "aws_ecs_service.main",
            "ECS uses its infrastructure role as soon as the service exists, and to take the targets away",
            Provider + "ecs_service"
        )
        {
            Unless = "aws_codedeploy_deployment_group.main",
        };
        yield return new(
            "aws_lb_target_group.green",
            "aws_lb_listener_rule.production",
            "a rule needs its groups",
            Provider + "lb_listener_rule"
        );
        yield return new(
            "aws_ecs_service.main",
            "aws_codebuild_project.release",
            "the project deploys into the service",
            "docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html"
        )
        {
            Unless = "aws_codedeploy_deployment_group.main",
        };
        yield return new(
            "aws_ecs_service.main",
            "aws_appautoscaling_target.main",
            "the service must exist",
            Provider + "appautoscaling_target"
        );
        yield return new(Https, "aws_appautoscaling_policy.requests", label, Provider + "appautoscaling_policy");
        yield return new(
            "aws_codedeploy_deployment_group.main",
            "aws_codepipeline.main",
            "its action names the group",
            Provider + "codepipeline"
        );
        yield return new(
            "aws_iam_role_policy.pipeline",
            "aws_codepipeline.main",
            "a pipeline starts as soon as it exists",
            "docs.aws.amazon.com/codepipeline/latest/userguide/pipelines-about-starting.html"
        );
        yield return new(
            "aws_iam_role_policy.promotion",
            "aws_cloudwatch_event_target.promotion",
            "the next event starts the pipeline with the role",
            Provider + "cloudwatch_event_target"
        );
    }

    /// <summary>With TLS, the listener of port 80 only redirects.</summary>
    const string Https = "aws_lb_listener.https";

    const string Conflict = "two changes of a bucket's access at once: OperationAborted";
    const string S3Conflict = "github.com/hashicorp/terraform-provider-aws/issues/7628";
}
