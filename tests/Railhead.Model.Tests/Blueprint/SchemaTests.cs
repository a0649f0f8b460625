using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Railhead.Model.Tests;

/// <summary>The JSON Schema of the blueprint is as strict as <c>check</c> about everything but rules between values.</summary>
public class SchemaTests
{
    static readonly JsonSchema Schema = JsonSchema.FromText(BlueprintSchema.Json());

    /// <summary>Rules between values, or of YAML itself, that no schema of the file can know.</summary>
    static readonly HashSet<string> BeyondShape =
    [
        "RH1003",
        "RH1008",
        "RH1107",
        "RH1122",
        "RH1125",
        "RH1205",
        "RH1301",
        "RH1302",
        "RH1305",
        "RH1306",
        "RH1404",
        "RH1405",
        "RH1802",
    ];

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
    public void It_takes_what_check_takes(string name) => Assert.True(IsValid(Golden.Read($"show/{name}.yaml")));

    [Theory]
    [MemberData(nameof(Mistaken))]
    public void It_refuses_what_check_refuses_for_its_shape(string name) => Agrees(Golden.Read($"findings/{name}.yaml"));

    [Fact]
    public void It_takes_every_blueprint_of_the_repository()
    {
        string[] folders = [SourceTree.PathOf("samples"), SourceTree.PathOf("tests", "Railhead.Aws.Tests", "Data", "blueprints")];
        var found = folders.SelectMany(f => Directory.EnumerateFiles(f, "*.yaml", SearchOption.AllDirectories)).ToList();
        Assert.True(found.Count >= 4);
        Assert.All(found, file => Assert.True(IsValid(File.ReadAllText(file)), file));
    }

    /// <summary>For each key, what people write into keys: the schema and <c>check</c> say the same of each.</summary>
    [Fact]
    public void It_says_of_each_value_of_each_key_what_check_says()
    {
        var differ = new List<string>();
        foreach (var key in BlueprintKeys.All)
        {
            foreach (var yaml in SchemaProbes.Blueprints(key))
            {
                if (Refused(yaml) is { } refused && refused == IsValid(yaml))
                {
                    differ.Add($"check {(refused ? "refuses" : "takes")} {yaml[..Math.Min(yaml.Length, 150)]}");
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
    [InlineData("environments: { staging: { service: { schedules: { night: { min: 2 } } } } }", true)]
    [InlineData("service: { schedules: { night: { min: 2 } } }", false)]
    [InlineData("service: { schedules: { night: } }", false)]
    [InlineData("storage: { buckets: { artifacts: {} } }", false)]
    [InlineData("deploy: { strategy: {} }", false)]
    [InlineData("deploy: { strategy: { canary: , linear: } }", false)]
    [InlineData("deploy: { strategy: { canary: } }", true)]
    public void It_knows_what_belongs_where(string more, bool good) => Assert.Equal(good, IsValid(Read.Minimal + more));

    [Theory]
    [InlineData("app: guestbook\n")]
    [InlineData("start: ./Guestbook\n")]
    public void It_knows_what_is_required(string yaml) => Assert.False(IsValid(yaml));

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

    /// <summary>The schema takes a blueprint without errors, and refuses one that <c>check</c> refuses for its shape.</summary>
    internal static void Agrees(string yaml)
    {
        if (Refused(yaml) is { } refused)
        {
            Assert.Equal(!refused, IsValid(yaml));
        }
    }

    /// <summary>Whether <c>check</c> refuses the text for its shape; null where only rules beyond it are broken.</summary>
    static bool? Refused(string yaml)
    {
        var errors = BlueprintFile
            .Parse(yaml, "railhead.yaml", "local")
            .Findings.Where(f => f.Severity == Severity.Error)
            .Select(f => f.Code)
            .ToList();
        return errors.Count == 0 ? false
            : errors.All(BeyondShape.Contains) || errors.Any(IsAboutYaml) ? null
            : true;
    }

    static bool IsAboutYaml(string code) =>
        code == "RH1001" || (string.CompareOrdinal(code, "RH1020") >= 0 && string.CompareOrdinal(code, "RH1030") <= 0);

    static bool IsValid(string yaml)
    {
        var json = YamlToJson.Convert(yaml);
        return json is not null && Schema.Evaluate(JsonSerializer.SerializeToElement(json)).IsValid;
    }
}
