using System.Text.Json;

namespace Railhead.EndToEnd;

/// <summary>Without a file, <c>reach --aws</c> and <c>check --aws</c> plan the environment's folder as <c>apply</c> does.</summary>
public sealed class PlanCheckTests
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

        resource "aws_vpc" "main" {
          cidr_block = "10.0.0.0/16"
        }

        resource "aws_subnet" "data" {
          vpc_id     = aws_vpc.main.id
          cidr_block = "10.0.1.0/24"
        }

        resource "aws_db_subnet_group" "main" {
          name       = "shop-staging-db"
          subnet_ids = [aws_subnet.data.id]
        }

        resource "aws_security_group" "database" {
          name   = "shop-staging-database"
          vpc_id = aws_vpc.main.id

          ingress {
            protocol    = "tcp"
            from_port   = 5432
            to_port     = 5432
            cidr_blocks = ["0.0.0.0/0"]
          }
        }

        resource "aws_db_instance" "main" {
          identifier             = "shop-staging-db"
          engine                 = "postgres"
          instance_class         = "db.t4g.micro"
          allocated_storage      = 20
          username               = "shop"
          password               = "not-a-password"
          storage_encrypted      = false
          db_subnet_group_name   = aws_db_subnet_group.main.name
          vpc_security_group_ids = [aws_security_group.database.id]
        }
        """;

    [Fact]
    public async Task Without_a_file_they_plan_the_environments_folder()
    {
        RequiredTools.Need(Emulator.Tools);
        await using var machine = await AwsMachine.StartAsync();
        const string bucket = "railhead-state-eu-central-1-123456789012";
        await machine.AwsAsync(
            "s3api",
            "create-bucket",
            "--bucket",
            bucket,
            "--create-bucket-configuration",
            "LocationConstraint=eu-central-1"
        );
        var infrastructure = machine.Infrastructure("staging");
        Directory.CreateDirectory(infrastructure);
        File.WriteAllText(Path.Combine(machine.Folder, "railhead.yaml"), "app: shop\nstart: ./shop\nregion: eu-central-1\n");
        File.WriteAllText(Path.Combine(infrastructure, "main.tf"), Folder);
        File.WriteAllText(Path.Combine(infrastructure, "backend.hcl"), $"bucket = \"{bucket}\"\n");

        var reach = await machine.RailheadAsync("reach", "internet", "database", "--aws", "--env", "staging", "--json");
        var check = await machine.RailheadAsync("check", "--aws", "--env", "staging", "--json");

        using var answer = JsonDocument.Parse(reach.Output);
        Assert.False(answer.RootElement.GetProperty("reachable").GetBoolean());
        Assert.Equal(5432, answer.RootElement.GetProperty("port").GetInt32());
        Assert.Contains("aws_db_instance.main", answer.RootElement.GetProperty("decidedBy").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, reach.ExitCode);
        Assert.Equal(2, check.ExitCode);
        using var findings = JsonDocument.Parse(check.Output);
        var found = findings.RootElement.GetProperty("findings").EnumerateArray().ToList();
        var encryption = Assert.Single(found, finding => finding.GetProperty("code").GetString() == "RH6001");
        // The place is in the environment's folder, at the resource.
        Assert.Equal("infrastructure/staging/main.tf", encryption.GetProperty("file").GetString());
        Assert.Contains(found, finding => finding.GetProperty("code").GetString() == "RH6041");
    }
}
