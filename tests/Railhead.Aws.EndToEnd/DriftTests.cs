using System.Text.Json;

namespace Railhead.EndToEnd;

/// <summary><c>railhead drift</c> on a folder with a few resources, against the emulator: changes with the AWS CLI are found.</summary>
public sealed class DriftTests
{
    const string Folder = """
        terraform {
          required_providers {
            aws = {
              source  = "hashicorp/aws"
              version = ">= 5.100, < 7.0"
            }
          }

          backend "s3" {
            key    = "shop/staging/terraform.tfstate"
            region = "eu-central-1"
          }
        }

        provider "aws" {
          region = "eu-central-1"
        }

        resource "aws_cloudwatch_log_group" "app" {
          name              = "/railhead/shop/staging/app"
          retention_in_days = 30
        }

        resource "aws_vpc" "main" {
          cidr_block = "10.0.0.0/16"
        }

        resource "aws_security_group" "database" {
          name        = "shop-staging-database"
          description = "Database"
          vpc_id      = aws_vpc.main.id
        }

        resource "aws_vpc_security_group_ingress_rule" "database" {
          security_group_id = aws_security_group.database.id
          ip_protocol       = "tcp"
          from_port         = 5432
          to_port           = 5432
          cidr_ipv4         = "10.0.16.0/20"
        }
        """;

    [Fact]
    public async Task Changes_with_the_AWS_CLI_are_found_and_without_them_there_is_nothing()
    {
        RequiredTools.Need(Emulator.Tools);
        await using var machine = await AwsMachine.StartAsync();
        await machine.AwsAsync(
            "s3api",
            "create-bucket",
            "--bucket",
            "railhead-state-eu-central-1-123456789012",
            "--create-bucket-configuration",
            "LocationConstraint=eu-central-1"
        );
        var infrastructure = machine.Infrastructure("staging");
        Directory.CreateDirectory(infrastructure);
        File.WriteAllText(Path.Combine(machine.Folder, "railhead.yaml"), "app: shop\nstart: ./shop\nregion: eu-central-1\n");
        File.WriteAllText(Path.Combine(infrastructure, "main.tf"), Folder);
        File.WriteAllText(Path.Combine(infrastructure, "backend.hcl"), "bucket = \"railhead-state-eu-central-1-123456789012\"\n");
        (await machine.RailheadAsync("apply", "--env", "staging", "--yes")).Succeeded();

        var before = (await machine.RailheadAsync("drift", "--env", "staging", "--json")).Succeeded();
        await machine.AwsAsync(
            "logs",
            "put-retention-policy",
            "--log-group-name",
            "/railhead/shop/staging/app",
            "--retention-in-days",
            "1"
        );
        var groups = await machine.AwsAsync("ec2", "describe-security-groups", "--filters", "Name=group-name,Values=shop-staging-database");
        var group = groups.GetProperty("SecurityGroups")[0].GetProperty("GroupId").GetString()!;
        string[] rule = ["--group-id", group, "--protocol", "tcp", "--port", "22", "--cidr", "0.0.0.0/0"];
        await machine.AwsAsync(["ec2", "authorize-security-group-ingress", .. rule]);
        var after = await machine.RailheadAsync("drift", "--env", "staging", "--json");

        Assert.Empty(Changes(before));
        Assert.Equal(1, after.ExitCode);
        Assert.Equal(
            [
                "aws_cloudwatch_log_group.app retention_in_days 30 1 Terraform",
                "aws_security_group.database ingress  tcp 22 0.0.0.0/0 Terraform",
            ],
            Changes(after)
        );
    }

    static List<string> Changes(Finished drift)
    {
        using var document = JsonDocument.Parse(drift.Output);
        return document.RootElement.GetProperty("changes").EnumerateArray().Select(Line).Order(StringComparer.Ordinal).ToList();
    }

    static string Line(JsonElement change) =>
        string.Join(' ', ((string[])["resource", "attribute", "was", "is", "owner"]).Select(name => change.GetProperty(name).ToString()));
}
