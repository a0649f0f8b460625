using System.IO.Enumeration;

namespace Railhead.Model.Tests;

public class ArchitectureTests
{
    [Fact]
    public void Equal_blueprints_give_equal_architectures()
    {
        var text = Golden.Read("show/everything.staging.yaml");
        Assert.Equal(Show(), Show());

        string Show()
        {
            var result = BlueprintFile.Parse(text, "railhead.yaml", "staging");
            return ModelJson.Show(ArchitectureCompiler.Compile(result.Blueprint!, "staging"), result.From);
        }
    }

    [Theory]
    [InlineData("a", "local")]
    [InlineData("guestbook", "production")]
    [InlineData("abcdefghij-klmnopqrs", "abcdefghij-klmnopqrs")]
    [InlineData("a--b-", "staging")]
    [InlineData("pg-stat", "local")]
    public void Names_are_ones_that_aws_takes(string app, string environment)
    {
        var result = BlueprintFile.Parse(
            $"app: {app}\nstart: x\ndatabase: {{ replicas: 3 }}\nstorage: {{ buckets: {{ abcdefghijklmnopqrst: }} }}\nenvironments: {{ {environment}: }}\n",
            "railhead.yaml",
            environment
        );
        var a = ArchitectureCompiler.Compile(result.Blueprint!, environment);
        Assert.All(a.LoadBalancing.TargetGroups.Select(t => t.Name).Append(a.LoadBalancing.Name), n => Name(n, 32));
        Assert.All(a.Identity.Roles, r => Name(r.Name, 64));
        Assert.All(a.Database!.ReplicaIdentifiers.Append(a.Database.Identifier), n => Name(n, 63));
        Assert.All(
            a.Storage.Buckets.Concat(a.Storage.Own),
            b =>
            {
                Assert.InRange(b.Name.Length, 3, 63);
                Name(b.GlobalName.Replace("{account}", "123456789012", StringComparison.Ordinal), 63);
            }
        );
        Assert.Matches("^[a-z][a-z0-9_]{0,62}$", a.Database.Username);
        Assert.False(a.Database.Username.StartsWith("pg_", StringComparison.Ordinal));

        static void Name(string name, int limit)
        {
            Assert.Matches("^[a-z][a-z0-9-]*[a-z0-9]$", name);
            Assert.DoesNotContain("--", name);
            Assert.InRange(name.Length, 1, limit);
        }
    }

    [Fact]
    public void Long_names_that_begin_alike_stay_apart() =>
        Assert.NotEqual(Naming.Fit("abcdefghijklmnopqrst-production-blue", 32), Naming.Fit("abcdefghijklmnopqrst-production-green", 32));

    [Fact]
    public void Roles_reach_everything_only_where_aws_knows_no_less()
    {
        var statements = Read.Architecture("release: x\n", "production").Identity.Roles.SelectMany(r => r.Statements).ToList();
        Assert.NotEmpty(statements);
        foreach (var statement in statements)
        {
            Assert.NotEmpty(statement.Resources);
            Assert.DoesNotContain(statement.Actions, a => a.EndsWith('*'));
            Assert.All(statement.Resources, r => Assert.True(statement.Why is not null || IsOfThisAccount(r), r));
        }

        // S3's ARNs name no account.
        static bool IsOfThisAccount(string arn) =>
            arn.Split(':') is ["arn", "aws", var service, _, var account, _, ..]
            && (account == "{account}" || (service == "s3" && account.Length == 0));
    }

    [Fact]
    public void Who_starts_tasks_may_pull_the_agent_that_aws_adds_to_them()
    {
        var pullers = Read.Architecture("")
            .Identity.Roles.Where(r =>
                r.Statements.Any(s => s.Resources.Any(x => x.EndsWith("repository/aws-guardduty-agent-fargate", StringComparison.Ordinal)))
            );
        Assert.Equal([RoleKeys.Execution, RoleKeys.DatabaseRole], pullers.Select(r => r.Key));
    }

    [Fact]
    public void Each_actor_has_a_role_of_its_own()
    {
        var roles = Read.Architecture("release: x\n", "production").Identity.Roles;
        Assert.Equal(roles.Count, roles.Select(r => r.Name).Distinct().Count());
        Assert.Equal(
            [
                "build",
                "database-role",
                "deploy",
                "execution",
                "flow-logs",
                "monitoring",
                "pipeline",
                "release",
                "replication",
                "rotation",
                "task",
            ],
            roles.Select(r => r.Key).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_app_cannot_read_the_administrators_password()
    {
        var a = Read.Architecture("region: eu-west-1\n", "production");
        var administrators = a.Secrets.All.Single(secret => secret.Key == SecretKeys.DatabaseAdmin);
        // Secrets Manager appends a hyphen and six characters to the name.
        var arn = $"arn:aws:secretsmanager:eu-west-1:{{account}}:secret:{administrators.Path}-a1B2c3";
        var readers = a.Identity.Roles.Where(role => role.Statements.Any(Reaches)).Select(role => role.Key);
        Assert.Equal([RoleKeys.DatabaseRole], readers);

        bool Reaches(Statement statement) =>
            statement.Actions.Contains("secretsmanager:GetSecretValue")
            && statement.Resources.Any(resource => FileSystemName.MatchesSimpleExpression(resource, arn, ignoreCase: false));
    }

    [Fact]
    public void Production_is_guarded_and_the_rest_is_cheap()
    {
        var production = Read.Architecture("", "production");
        var staging = Read.Architecture("", "staging");
        Assert.True(production.Database!.DeletionProtection && production.LoadBalancing.DeletionProtection && production.Database.MultiAz);
        Assert.NotNull(production.Database.FinalSnapshot);
        Assert.All(production.Services.Capacity, c => Assert.Equal("FARGATE", c.Name));
        Assert.NotNull(production.Storage.Buckets[0].Replication);
        Assert.False(staging.Database!.DeletionProtection || staging.LoadBalancing.DeletionProtection);
        Assert.Contains(staging.Services.Capacity, c => c.Name == "FARGATE_SPOT");
        Assert.Null(staging.Storage.Buckets[0].Replication);
    }

    [Theory]
    [InlineData("", "staging", null)]
    [InlineData("", "production", "eu-central-1")]
    [InlineData("storage: { buckets: { files: { versioning: false } } }", "production", null)]
    [InlineData("database: { backup_copy: true }", "staging", "eu-central-1")]
    public void Everything_that_is_copied_goes_to_one_second_region(string more, string environment, string? region)
    {
        var a = Read.Architecture(more, environment);
        Assert.Equal(region, a.CopyRegion);
        Assert.Equal(region, a.Secrets.Keys.SingleOrDefault(k => k.Key == EncryptionKeys.Copy)?.Region);
        Assert.All(
            a.Storage.Buckets.Select(b => b.Replication?.Region).Append(a.Database!.BackupCopyRegion),
            copy => Assert.True(copy is null || copy == region)
        );
    }

    [Fact]
    public void A_domain_changes_no_name_on_this_machine()
    {
        var balancing = Read.Architecture("domain: example.com\n").LoadBalancing;
        Assert.Equal(("localhost", "example.com"), (balancing.LocalHost, balancing.Domain));
        Assert.Equal(ListenerAction.RedirectToHttps, balancing.Listeners.Single(l => l.Port == 80).Action);
    }

    [Fact]
    public void Every_log_that_a_container_writes_to_is_there_with_its_retention()
    {
        var a = Read.Architecture("release: x\nlogs: { retention_days: 7 }\n");
        var groups = a.Observability.LogGroups.ToDictionary(g => g.Name, g => g.RetentionDays);
        Assert.All(
            a.Services.TaskDefinition.Containers.Select(c => c.LogGroup).Append(a.Services.ReleaseTask!.LogGroup),
            g => Assert.Equal(7, groups[g])
        );
    }

    [Theory]
    [InlineData("db.t4g.micro", 78)]
    [InlineData("db.m7g.large", 827)]
    [InlineData("db.r7g.2xlarge", 5000)]
    [InlineData("db.unknown.thing", 78)]
    public void Connections_follow_the_memory_of_the_class(string instanceClass, int connections) =>
        Assert.Equal(connections, DatabaseClasses.MaxConnections(instanceClass));
}
