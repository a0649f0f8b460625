namespace Railhead.Model.Tests;

public class BlueprintTests
{
    /// <summary>The contract's own example, every key with its default.</summary>
    const string WithAllDefaults = """
        app: guestbook
        build: dotnet publish -c Release -o "$RELEASE_DIR"
        release: ./Guestbook migrate
        start: ./Guestbook
        health: { path: /up, matcher: "200", interval: 10, timeout: 5, healthy: 2, unhealthy: 2 }
        branch: main
        static: null
        dockerfile: null
        env: {}
        secrets: []
        region: eu-west-1
        zones: 2
        domain: null
        listen: { address: 127.0.0.1, http: 8080, https: null }
        service: { cpu: 256, memory: 512, desired: 2, min: 2, max: 4, scale: { cpu: 60, memory: 70, requests: null } }
        database: { version: 15, class: db.t4g.micro, storage: 20, multi_az: false, replicas: 0, backup_days: 7 }
        storage: { buckets: { files: { versioning: true, expire_days: null } } }
        deploy: { strategy: all-at-once, bake: 0, keep: 5 }
        logs: { retention_days: 30 }
        alarms: { email: [] }
        budget: null
        environments:
          production: { }
        """;

    [Fact]
    public void The_example_of_the_interface_equals_the_defaults()
    {
        var full = BlueprintFile.Parse(WithAllDefaults, "railhead.yaml", "local");
        Assert.Empty(full.Findings);
        var five = BlueprintFile.Parse(string.Join('\n', WithAllDefaults.Split('\n')[..4]) + "\nhealth: /up\n", "railhead.yaml", "local");
        Assert.Empty(five.Findings);
        var expected = ModelJson.Show(ArchitectureCompiler.Compile(full.Blueprint!, "local"), new Dictionary<string, string>());
        var actual = ModelJson.Show(ArchitectureCompiler.Compile(five.Blueprint!, "local"), new Dictionary<string, string>());
        // Two defaults depend: the version is what is installed, the port may move on when it was not chosen.
        Assert.Equal(
            expected.Replace("\"version\": 15", "\"version\": null").Replace("\"httpIsDefault\": false", "\"httpIsDefault\": true"),
            actual
        );
    }

    [Fact]
    public void The_name_production_decides_the_tier()
    {
        var blueprint = BlueprintFile
            .Parse(WithAllDefaults.Replace(", multi_az: false, replicas: 0, backup_days: 7", ""), "railhead.yaml", "production")
            .Blueprint!;
        var database = ArchitectureCompiler.Compile(blueprint, "production").Database!;
        Assert.True(database.MultiAz);
        Assert.Equal(14, database.BackupDays);
        Assert.False(Read.Architecture("database: { multi_az: false }\n", "production").Database!.MultiAz);
        Assert.False(Read.Architecture("", "staging").Database!.MultiAz);
    }

    [Theory]
    [InlineData("service: { desired: 1 }", 1, 1, 4)]
    [InlineData("service: { desired: 9 }", 2, 9, 9)]
    [InlineData("service: { max: 1 }", 1, 1, 1)]
    [InlineData("service: { min: 6 }", 6, 6, 6)]
    [InlineData("service: { min: 1, max: 10 }", 1, 2, 10)]
    public void Counts_that_are_left_out_follow_those_that_are_written(string more, int min, int desired, int max)
    {
        var service = Read.Architecture(more).Services;
        Assert.Equal((min, desired, max), (service.Min, service.Desired, service.Max));
    }

    [Fact]
    public void Mappings_merge_and_lists_and_values_replace()
    {
        const string text = """
            health: { path: /a, interval: 30 }
            env: { A: 1, B: 2 }
            secrets: [ONE, TWO]
            database: { class: db.m7g.large, storage: 50 }
            storage: { buckets: { pictures: { expire_days: 5 } } }
            environments:
              staging:
                health: { interval: 60 }
                env: { B: 3, C: 4 }
                secrets: [THREE]
                database: none
                storage: { buckets: { pictures: { versioning: false }, films: } }
              local:
                health: /b
                database: { storage: 60 }
            """;
        var staging = Read.Architecture(text, "staging");
        var health = staging.LoadBalancing.HealthCheck;
        Assert.Equal(("/a", 60), (health.Path, health.Interval));
        Assert.Equal("A=1 B=3 C=4", string.Join(' ', staging.Services.TaskDefinition.Environment.Select(e => $"{e.Key}={e.Value}")));
        Assert.Equal(["THREE"], staging.Secrets.Custom);
        Assert.Null(staging.Database);
        Assert.Equal(
            [("files", true, null), ("pictures", false, 5), ("films", true, null)],
            staging.Storage.Buckets.Select(b => (b.Key, b.Versioning, b.ExpireDays))
        );
        var local = Read.Architecture(text);
        Assert.Equal(("/b", 10), (local.LoadBalancing.HealthCheck.Path, local.LoadBalancing.HealthCheck.Interval));
        Assert.Equal(("db.m7g.large", 60), (local.Database!.Class, local.Database.Storage));
    }

    [Fact]
    public void An_environment_may_bring_the_database_back()
    {
        var database = Read.Architecture("database: none\nenvironments: { staging: { database: { storage: 30 } } }\n", "staging").Database;
        Assert.Equal(30, database!.Storage);
        Assert.Null(Read.Architecture("database: none\nenvironments: { staging: { zones: 3 } }\n", "staging").Database);
    }

    [Fact]
    public void Values_may_be_quoted()
    {
        var architecture = Read.Architecture(
            "zones: \"3\"\nservice: { cpu: '1024', memory: \"2048\" }\ndatabase: { multi_az: \"true\" }\nbudget: \"12.5\"\nstatic: \"null\"\n"
        );
        Assert.Equal(
            (3, 1024, true, 12.5m, "null"),
            (
                architecture.Network.Zones.Count,
                architecture.Services.TaskDefinition.Cpu,
                architecture.Database!.MultiAz,
                architecture.Cost.Budget!.Value,
                architecture.Services.TaskDefinition.Static
            )
        );
    }

    [Theory]
    [InlineData("deploy: { strategy: canary }", StrategyKind.Canary, 10, 5)]
    [InlineData("deploy: { strategy: { canary: } }", StrategyKind.Canary, 10, 5)]
    [InlineData("deploy: { strategy: { canary: { percent: 20, minutes: 3 } } }", StrategyKind.Canary, 20, 3)]
    [InlineData("deploy: { strategy: linear }", StrategyKind.Linear, 10, 1)]
    [InlineData("deploy: { bake: 5 }", StrategyKind.AllAtOnce, 100, 0)]
    public void Strategies_have_their_figures(string more, StrategyKind kind, int percent, int minutes) =>
        Assert.Equal(new DeploymentStrategy(kind, percent, minutes), Read.Architecture(more).Pipeline.Strategy);

    [Theory]
    [InlineData("local", "")]
    [InlineData("staging", "")]
    [InlineData("production", "")]
    [InlineData("preview", "")]
    [InlineData("previw", "Did you mean \"preview\"? Otherwise declare it below \"environments\".")]
    [InlineData("qa", "Declare it: environments: { qa: {} }")]
    public void Environments_must_be_declared(string environment, string hint)
    {
        var findings = Read.Result("environments: { preview: }\n", environment).Findings;
        Assert.Equal(hint, string.Concat(findings.Select(f => f.Hint)));
        Assert.All(findings, f => Assert.Equal(("RH1802", 3, 1), (f.Code, f.Line, f.Column)));
    }

    [Fact]
    public void A_database_of_ones_own_may_use_the_contracts_names()
    {
        Assert.Equal("", Read.Codes("database: none\nsecrets: [DATABASE_URL]\n"));
        Assert.Equal("RH1122", Read.Codes("secrets: [DATABASE_URL]\n"));
    }

    [Theory]
    [InlineData("200", true)]
    [InlineData("200,204,301", true)]
    [InlineData("200-399", true)]
    [InlineData("200-200", true)]
    [InlineData("249-250", true)]
    [InlineData("250-249", false)]
    [InlineData("399-200", false)]
    [InlineData("319-310", false)]
    [InlineData("200-204,301", false)]
    [InlineData("200-", false)]
    [InlineData("200,", false)]
    [InlineData("500", false)]
    [InlineData("200, 201", false)]
    [InlineData("２００", false)]
    public void Matchers_are_those_of_the_load_balancer(string matcher, bool good) =>
        Assert.Equal(good ? "" : "RH1106", Read.Codes($"health: {{ matcher: \"{matcher}\" }}\n"));

    [Theory]
    [InlineData(256, 2048, true)]
    [InlineData(256, 3072, false)]
    [InlineData(512, 4096, true)]
    [InlineData(1024, 1024, false)]
    [InlineData(2048, 16384, true)]
    [InlineData(4096, 8192, true)]
    [InlineData(4096, 30720, true)]
    [InlineData(4096, 8193, false)]
    public void Memory_goes_with_the_cpu_size(int cpu, int memory, bool good) =>
        Assert.Equal(good ? "" : "RH1008", Read.Codes($"service: {{ cpu: {cpu}, memory: {memory} }}\n"));

    [Fact]
    public void Windows_line_ends_change_nothing()
    {
        Assert.Equal("2:1", Place("app: a\r\nhelth: x\r\nstart: x\r\n"));
        Assert.Equal("2:1", Place("\uFEFFapp: a\r\nhelth: x\r\nstart: x\r\n"));

        static string Place(string text) =>
            string.Concat(BlueprintFile.Parse(text, "railhead.yaml", "local").Findings.Select(f => $"{f.Line}:{f.Column}"));
    }

    [Fact]
    public void A_file_too_large_to_be_a_blueprint_is_refused_at_once()
    {
        Assert.Equal("RH1021", Assert.Single(BlueprintFile.Parse(new string('[', 10_000_000), "railhead.yaml", "local").Findings).Code);
    }

    /// <summary>Eight times the text may cost about eight times the work. A quadratic reader would need sixty-four times.</summary>
    [Theory]
    [InlineData("", "[", "")]
    [InlineData("", "{a: ", "")]
    [InlineData("", "? ", "")]
    [InlineData("", "- ", "")]
    [InlineData("a: ", "\"", "")]
    [InlineData("", "k#: 1\n", "")]
    [InlineData("app: a\nstart: x\nsecrets: [", "K#, ", "]\n")]
    [InlineData("app: a\nstart: x\nenv:\n", "  K#: 1\n", "")]
    [InlineData("app: a\nstart: x\nenvironments:\n", "  e#: { zones: 9 }\n", "")]
    public void The_work_grows_with_the_text_and_not_with_its_square(string begin, string piece, string end)
    {
        _ = Work(200);
        var small = Work(1_500);
        var large = Work(12_000);
        Assert.True(large < 24 * small + TimeSpan.FromMilliseconds(100), $"{small} for a text, {large} for one of eight times its size");

        // The processor's time, the least of some runs: what else the machine does is not in it.
        TimeSpan Work(int pieces)
        {
            var numbered = Enumerable.Range(0, pieces).Select(i => piece.Replace("#", $"{i}", StringComparison.Ordinal));
            var text = begin + string.Concat(numbered) + end;
            return Enumerable
                .Range(0, 3)
                .Select(run =>
                {
                    var before = ThreadTime();
                    _ = BlueprintFile.Parse(text, "railhead.yaml", "local");
                    return ThreadTime() - before;
                })
                .Min();
        }

        static TimeSpan ThreadTime() =>
            TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0]) / 1000);
    }
}
