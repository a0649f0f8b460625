namespace Railhead.Aws.Tests;

/// <summary>What Terraform 1.11 and the provider really said, as a person should hear it.</summary>
public sealed class TerraformProblemTests
{
    [Theory]
    [InlineData("RH5010", "Error: No valid credential sources found\n\nPlease see https://registry.terraform.io/providers/hashicorp/aws")]
    [InlineData(
        "RH5011",
        "Error: operation error STS: GetCallerIdentity, https response error StatusCode: 403, api error ExpiredToken: The security token included in the request is expired"
    )]
    [InlineData("RH5012", "Error: Error refreshing state: S3 bucket \"railhead-state-eu-west-1-123456789012\" does not exist.\n")]
    [InlineData(
        "RH5003",
        "Error: Failed to query available provider packages\n\nCould not retrieve the list of available versions for provider hashicorp/aws"
    )]
    [InlineData("RH5015", "Error: data.aws_route53_zone.main: no matching Route 53 Hosted Zone found")]
    [InlineData(
        "RH5016",
        "Error: aws_db_parameter_group.main: creating RDS DB Parameter Group: DBParameterGroupAlreadyExists: A DB parameter group named x already exists."
    )]
    [InlineData("RH5002", "Error: something that nobody has seen")]
    public void Each_is_told_apart(string code, string said) => Assert.Equal(code, TerraformProblem.Of(said, "plan").Code);

    [Fact]
    public void A_locked_state_says_by_whom_and_how_to_end_it()
    {
        var problem = TerraformProblem.Of(
            "Error: Error acquiring the state lock\nError message: operation error S3: PutObject, StatusCode: 412, PreconditionFailed\n"
                + "Lock Info:\n  ID:        0dcc4ea1-6ecb-4b1b-8d5e-3f5a5a2d5a52\n  Path:      b/shop/production/terraform.tfstate\n  Operation: OperationTypeApply\n"
                + "  Who:       anna@laptop\n  Version:   1.11.4\n  Created:   2026-11-25 01:00:00 +0000 UTC\n",
            "apply"
        );
        Assert.Equal("RH5013", problem.Code);
        Assert.Contains("anna@laptop since 2026-11-25 01:00:00", problem.Message, StringComparison.Ordinal);
        Assert.Contains("force-unlock 0dcc4ea1-6ecb-4b1b-8d5e-3f5a5a2d5a52", problem.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_and_colours_of_a_terminal_are_left_out()
    {
        var problem = TerraformProblem.Of("\e[31m╷\e[0m\n\e[31m│\e[0m \e[1mError: \e[0mno such thing\n│ \n│   on a.tf line 3\n╵", "apply");
        Assert.Equal("terraform apply failed:\n  Error: no such thing\n  on a.tf line 3", problem.Message);
    }
}
