using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

/// <summary>Links between resources, and text for code hosts and scanners.</summary>
public sealed class PolicyPlanTests
{
    static IEnumerable<string> Unprotected(string resources) =>
        PolicyCheck
            .Find(PolicyPlan.Read(PlanText.Of(resources)), isProduction: false, [])
            .Where(finding => finding.Rule.Name == "bucket-is-private")
            .Select(finding => finding.Resource.Address);

    [Fact]
    public void An_instance_of_for_each_belongs_to_the_instance_with_its_key()
    {
        const string block =
            "\"block_public_acls\":true,\"block_public_policy\":true,\"ignore_public_acls\":true,\"restrict_public_buckets\":true";
        Assert.Equal(
            ["aws_s3_bucket.app[\"b\"]"],
            Unprotected(
                $$"""
                {
                  "aws_s3_bucket.app[\"a\"]": { "force_destroy": false },
                  "aws_s3_bucket.app[\"b\"]": { "force_destroy": false },
                  "aws_s3_bucket_public_access_block.app[\"a\"]": { "bucket": "${aws_s3_bucket.app}${each.key}", {{block}} },
                  "aws_s3_bucket_public_access_block.app[\"b\"]": { "bucket": "${aws_s3_bucket.app}${each.key}", "block_public_acls": true }
                }
                """
            )
        );
    }

    [Fact]
    public void A_reference_through_a_local_value_may_lead_to_any_resource()
    {
        Assert.Empty(
            Unprotected(
                """
                {
                  "aws_s3_bucket.a": { "force_destroy": false },
                  "aws_s3_bucket.b": { "force_destroy": false },
                  "aws_s3_bucket_public_access_block.all": {
                    "bucket": "${local.bucket}",
                    "block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true
                  }
                }
                """
            )
        );
    }

    [Fact]
    public void A_policy_that_is_made_of_others_has_their_statements()
    {
        const string plan = """
            {
              "aws_s3_bucket.a": { "force_destroy": false },
              "aws_s3_bucket_policy.a": { "bucket": "${aws_s3_bucket.a.id}", "policy": "${data.aws_iam_policy_document.all.json}" },
              "data.aws_iam_policy_document.all": { "source_policy_documents": ["${data.aws_iam_policy_document.tls.json}"] },
              "data.aws_iam_policy_document.tls": {
                "statement": [{ "effect": "Deny", "actions": ["s3:*"], "condition": [{ "test": "Bool", "variable": "aws:SecureTransport", "values": ["false"] }] }]
              }
            }
            """;
        Assert.DoesNotContain(
            PolicyCheck.Find(PolicyPlan.Read(PlanText.Of(plan)), false, []),
            finding => finding.Rule.Name == "bucket-refuses-plain-http"
        );
    }

    [Fact]
    public void ICMP_has_types_and_no_ports()
    {
        const string plan =
            """{"aws_vpc_security_group_ingress_rule.a":{"cidr_ipv4":"0.0.0.0/0","from_port":3,"to_port":4,"ip_protocol":"icmp"}}""";
        Assert.Empty(PolicyCheck.Find(PolicyPlan.Read(PlanText.Of(plan)), false, []));
    }

    [Fact]
    public void A_value_that_only_AWS_decides_is_not_taken_for_a_setting()
    {
        // ssl_policy is optional and computed: who leaves it out gets the old default.
        var json = PlanText
            .Of("""{"aws_lb_listener.a":{"protocol":"HTTPS"}}""")
            .Replace("\"after_unknown\":{}", "\"after_unknown\":{\"ssl_policy\":true}", StringComparison.Ordinal);
        Assert.Contains(PolicyCheck.Find(PolicyPlan.Read(json), false, []), finding => finding.Rule.Name == "listener-tls-policy");
    }

    /// <summary>The names share one word, so only the variable tells that it is the environment.</summary>
    [Theory]
    [InlineData("environment_name", 1)]
    [InlineData("region", 0)]
    public void A_variable_tells_the_environment_that_names_must_have(string variable, int findings)
    {
        var plan = PlanText.Of(
            """
            {
              "aws_ecs_cluster.a": { "name": "cluster-demo" }, "aws_ecr_repository.a": { "name": "repo-demo" },
              "aws_sns_topic.a": { "name": "demo-topic" }, "aws_iam_role.a": { "name": "TaskRole" }
            }
            """
        );
        var json = JsonNode.Parse(plan)!;
        json["variables"] = new JsonObject { [variable] = new JsonObject { ["value"] = "demo" } };
        var found = PolicyCheck.Find(PolicyPlan.Read(json.ToJsonString()), false, []);
        Assert.Equal(findings, found.Count(one => one.Rule.Name == "names-tell-environments" && one.Resource.Address == "aws_iam_role.a"));
    }

    [Fact]
    public void Sarif_marks_what_has_a_written_reason()
    {
        var plan = PolicyPlan.Read(PlanText.Of("""{"aws_cloudwatch_log_group.a":{"name":"a"},"aws_kms_key.b":{"description":"b"}}"""));
        var found = PolicyCheck.Find(plan, false, [new PolicyException("logs-expire", null, "the law")]);
        using var sarif = System.Text.Json.JsonDocument.Parse(PolicySarif.Write(found, _ => new Model.Place("a b.tf", 3, 1), "1.0"));
        var run = sarif.RootElement.GetProperty("runs")[0];
        Assert.Equal("2.1.0", sarif.RootElement.GetProperty("version").GetString());
        Assert.Equal(
            ["RH6011", "RH6090"],
            run.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("ruleId").GetString())
        );
        Assert.Equal("the law", run.GetProperty("results")[1].GetProperty("suppressions")[0].GetProperty("justification").GetString());
        var place = run.GetProperty("results")[0].GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal("a%20b.tf", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(3, place.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    [Fact]
    public void Exceptions_stand_in_the_Terraform_as_comments_that_scanners_read()
    {
        const string text = "resource \"aws_lb\" \"main\" {\n  name = \"a\"\n}\n\nresource \"aws_lb\" \"other\" {\n}\n";
        var commented = ScannerComments.Apply(text, [new PolicyException("load-balancer-writes-access-logs", "aws_lb.main", "two\nlines")]);
        Assert.Equal(
            "#trivy:ignore:AVD-AWS-0053\nresource \"aws_lb\" \"main\" {\n  #checkov:skip=CKV_AWS_91: two lines\n  name = \"a\"\n}\n\nresource \"aws_lb\" \"other\" {\n}\n",
            commented
        );
    }

    [Fact]
    public void The_blueprints_exceptions_reach_the_Terraform()
    {
        var architecture = Blueprints.Compile("app: shop\nstart: ./shop\nexceptions: { database-shows-load: too small }\n", "production");
        var database = Synth.Environment(architecture).Single(file => file.Path == "database.tf").Text;
        Assert.Contains("  #checkov:skip=CKV_AWS_353: too small\n", database, StringComparison.Ordinal);
    }
}
