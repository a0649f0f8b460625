using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Railhead.Model.Tests;

/// <summary>The JSON Schema of the blueprint is as strict as <c>check</c> about everything but rules between values.</summary>
public class SchemaTests
{
    public static TheoryData<string> Shown => Golden.Names("show");

    public static TheoryData<string> Mistaken => Golden.Names("findings");

    [Fact]
    public void The_repository_has_the_schema_that_the_command_prints() =>
        Golden.Check(SourceTree.PathOf("docs", "railhead.schema.json"), BlueprintSchema.Json() + "\n");

    [Fact]
    public void It_is_a_schema_by_the_rules_of_its_own_draft() =>
        Assert.True(MetaSchemas.Draft202012.Evaluate(JsonDocument.Parse(BlueprintSchema.Json()).RootElement).IsValid);

    [Theory]
    [MemberData(nameof(Shown))]
    public void It_takes_what_check_takes(string name) => Assert.True(SchemaAgreement.IsValid(Golden.Read($"show/{name}.yaml")));

    [Theory]
    [MemberData(nameof(Mistaken))]
    public void It_refuses_what_check_refuses_for_its_shape(string name) => SchemaAgreement.Holds(Golden.Read($"findings/{name}.yaml"));

    /// <summary>For each key, what people write into keys: the schema and <c>check</c> say the same of each.</summary>
    [Fact]
    public void It_says_of_each_value_of_each_key_what_check_says()
    {
        var differ = new List<string>();
        foreach (var key in BlueprintKeys.All)
        {
            foreach (var yaml in SchemaProbes.Blueprints(key))
            {
                if (SchemaAgreement.Difference(yaml) is { } difference)
                {
                    differ.Add(difference);
                }
            }
        }
        Assert.True(differ.Count == 0, string.Join("\n", differ));
    }

    [Theory]
    [InlineData("helth: /up", false)]
    [InlineData("environments: { staging: { zones: 3 }, production: }", true)]
    [InlineData("environments: { staging: { app: other } }", false)]
    [InlineData("environments: { staging: { environments: {} } }", false)]
    [InlineData("environments: { staging: { zones: 4 } }", false)]
    [InlineData("environments: { Staging: { zones: 3 } }", false)]
    [InlineData("service: { schedules: { night: { min: 2 } } }", false)]
    [InlineData("service: { schedules: { night: } }", false)]
    [InlineData("storage: { buckets: { artifacts: {} } }", false)]
    [InlineData("deploy: { strategy: {} }", false)]
    [InlineData("deploy: { strategy: { canary: , linear: } }", false)]
    [InlineData("deploy: { strategy: { canary: } }", true)]
    public void It_knows_what_belongs_where(string more, bool good) => Assert.Equal(good, SchemaAgreement.IsValid(Read.Minimal + more));

    [Theory]
    [InlineData("app: guestbook\n", false)]
    [InlineData("start: ./Guestbook\n", false)]
    [InlineData("app: guestbook\nenvironments:\n", false)]
    [InlineData("app: guestbook\nenvironments: {}\n", false)]
    [InlineData("app: guestbook\nenvironments: { local: }\n", false)]
    [InlineData("app: guestbook\nenvironments: { local: { start: ./a }, staging: {} }\n", false)]
    [InlineData("app: guestbook\nenvironments: { staging: { start: ./a } }\n", true)]
    [InlineData("app: guestbook\nenvironments: { local: { start: ./a }, staging: { start: ./b } }\n", true)]
    [InlineData("start: ./a\nenvironments: { local: { app: guestbook } }\n", false)]
    public void It_knows_what_is_required(string yaml, bool good)
    {
        Assert.Equal(good, SchemaAgreement.IsValid(yaml));
        SchemaAgreement.Holds(yaml);
    }

    /// <summary>A schedule may come in parts from the top and from an environment; each environment needs the whole of it.</summary>
    [Theory]
    [InlineData(
        "night: { min: 2, max: 3, cron: \"0 20 ? * MON-FRI *\" }",
        "staging: { service: { schedules: { night: { min: 1 } } } }",
        true
    )]
    [InlineData("", "staging: { service: { schedules: { night: { min: 2 } } } }", false)]
    [InlineData("night: { min: 2 }", "", false)]
    [InlineData("night: { min: 2 }", "staging: {}", false)]
    [InlineData("night: { min: 2 }", "staging: { service: { schedules: } }", false)]
    [InlineData("night: { min: 2 }", "local: { service: { schedules: { night: { max: 3, cron: \"0 20 ? * MON-FRI *\" } } } }", true)]
    [InlineData("", "local: { service: { schedules: { night: { max: 3, cron: \"0 20 ? * MON-FRI *\" } } } }", false)]
    [InlineData("", "local: { service: { schedules: { night: { min: 2, max: 3, cron: \"0 20 ? * MON-FRI *\" } } } }", true)]
    public void It_knows_what_a_schedule_requires(string schedules, string environments, bool good)
    {
        var yaml = $"{Read.Minimal}service: {{ schedules: {{ {schedules} }} }}\nenvironments: {{ {environments} }}\n";
        Assert.Equal(good, SchemaAgreement.IsValid(yaml));
        Assert.Equal(good, BlueprintFile.Parse(yaml, BlueprintFile.Name, "local").Blueprint is not null);
    }

    [Fact]
    public void It_holds_each_key_with_its_range_and_default()
    {
        Assert.All(
            BlueprintKeys.All,
            key =>
            {
                var schema = At(key.Path);
                Assert.StartsWith(key.Meaning, (string?)schema["description"]);
                if (key is ValueKey value)
                {
                    HasDefault(value, schema);
                    HasRange(value, schema);
                }
            }
        );
    }

    static void HasDefault(ValueKey key, JsonObject schema)
    {
        Assert.Equal(key.TryDefault(Tier.Development, out var usual), schema.ContainsKey("default"));
        Assert.True(JsonNode.DeepEquals(schema["default"], schema.ContainsKey("default") ? usual : null));
    }

    /// <summary>The schema's bounds are those of the parser: each is taken, and one more is not.</summary>
    static void HasRange(ValueKey key, JsonObject schema)
    {
        if (schema["minimum"] is { } min && schema["maximum"] is { } max)
        {
            Assert.Equal([false, true, true, false], new[] { (int)min - 1, (int)min, (int)max, (int)max + 1 }.Select(n => Takes(key, n)));
        }
        else
        {
            Assert.False(key is Key<int> && schema["anyOf"] is null, $"{key.Path} has no range");
        }
    }

    static bool Takes(ValueKey key, int number) => key.TryRead(new YamlScalar(default, $"{number}", true), key.Path, [], out _);

    static JsonObject At(string path)
    {
        var schema = (JsonObject)JsonNode.Parse(BlueprintSchema.Json())!;
        foreach (var part in path.Split('.'))
        {
            var mapping = schema["anyOf"] is JsonArray either ? (JsonObject)either[1]! : schema;
            schema = (JsonObject)(part == "*" ? mapping["additionalProperties"]! : mapping["properties"]![part]!);
        }
        return schema;
    }
}
