using Railhead.Model;

namespace Railhead.Aws.Tests;

public sealed class PlanResourcesTests
{
    const string Plan = """
        {
          "configuration": {
            "provider_config": { "aws.copy": { "name": "aws", "alias": "copy", "expressions": { "region": { "constant_value": "eu-central-1" } } } },
            "root_module": { "resources": [ { "address": "aws_s3_bucket.files_copy", "provider_config_key": "aws.copy" } ] }
          },
          "prior_state": { "values": { "root_module": { "resources": [
            { "address": "data.aws_caller_identity.current", "mode": "data", "type": "aws_caller_identity", "values": {} },
            { "address": "aws_db_instance.main", "mode": "managed", "type": "aws_db_instance",
              "values": { "instance_class": "db.t4g.micro", "allocated_storage": 20, "multi_az": false, "engine_version": "15" } }
          ] } } },
          "planned_values": { "root_module": { "resources": [
            { "address": "aws_db_instance.main", "mode": "managed", "type": "aws_db_instance",
              "values": { "instance_class": "db.t4g.small", "allocated_storage": 20, "multi_az": false, "engine_version": "15" } },
            { "address": "aws_s3_bucket.files_copy", "mode": "managed", "type": "aws_s3_bucket", "values": {} }
          ], "child_modules": [ { "resources": [
            { "address": "module.more.aws_eip.nat[\"a\"]", "mode": "managed", "type": "aws_eip", "values": {} } ] } ] } }
        }
        """;

    [Fact]
    public void A_plan_has_resources_before_and_after_of_all_modules_with_their_regions()
    {
        var plan = PlanResources.Read(Plan, "eu-west-1");
        Assert.Equal("aws_db_instance.main", Assert.Single(plan.Before).Address);
        Assert.Equal(
            [
                ("aws_db_instance.main", "eu-west-1"),
                ("aws_s3_bucket.files_copy", "eu-central-1"),
                ("module.more.aws_eip.nat[\"a\"]", "eu-west-1"),
            ],
            plan.After.Select(resource => (resource.Address, resource.Region))
        );
    }

    [Fact]
    public void The_difference_names_what_costs_more()
    {
        var difference = BillDifference.Of(
            PlanResources.Read(Plan, "eu-west-1"),
            Tier.Development,
            PriceTable.Current,
            new DateOnly(2026, 11, 28)
        );
        var database = difference.Lines.Single(line => line.Resource == "aws_db_instance.main");
        Assert.Equal((0.035m - 0.017m) * 730, database.After - database.Before);
        Assert.Equal(0.005m * 730, difference.Lines.Single(line => line.Resource.StartsWith("module.", StringComparison.Ordinal)).After);
        Assert.Equal(difference.After.Expected - difference.Before.Expected, difference.Lines.Sum(line => line.After - line.Before), 1);
    }
}
