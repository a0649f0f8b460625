namespace Railhead.Model.Tests;

/// <summary>Two environments of whatever apps share no name in one account, and neither do two parts of one environment.</summary>
public class NamePropertyTests
{
    /// <summary>The same words for apps, environments and buckets, as many as fit: hyphens are within and between names.</summary>
    static readonly string[] Words =
    [
        "a",
        "b",
        "eu",
        "production",
        "staging",
        "local",
        "release",
        "database",
        "role",
        "db",
        "files",
        "lb",
        "task",
        "build",
        "blue",
        "copy",
        "x",
        "facade",
        "abcdef",
        "x1234567890123",
        "",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_name_belongs_to_two_things(int seed)
    {
        var random = new Random(seed);
        var owners = new Dictionary<AwsName, string>();
        var environments = Enumerable.Range(0, 300).Select(_ => (App: ShortName(random), Environment: ShortName(random))).Distinct();
        foreach (var (app, environment) in environments)
        {
            var names = Names(app, environment, [.. Enumerable.Range(0, 6).Select(_ => ShortName(random)).Distinct()]);
            for (var i = 0; i < names.Count; i++)
            {
                // The service is named as its cluster.
                var owner = $"{app}, {environment}{(names[i].Resource == AwsNameRules.Cluster ? "" : $", name {i}")}";
                owners.TryAdd(names[i], owner);
                Assert.True(owners[names[i]] == owner, $"{names[i].Name}: {owner}, and {owners[names[i]]}");
            }
        }
    }

    /// <summary>Rows of the class, each once found by thought.</summary>
    [Theory]
    [InlineData("shop", "eu", "prod-files", "shop-eu", "prod", "files")]
    [InlineData("a", "production", "b-c", "a-b", "production", "c")]
    [InlineData("a", "eu", "production-c", "a-eu", "production", "c")]
    [InlineData("my-production", "staging", "x", "my", "production", "staging-x")]
    [InlineData("a", "staging-eu", "x", "a", "staging", "eu-x")]
    [InlineData("a", "b", "c-d", "a-b", "c", "d")]
    public void Buckets_of_two_apps_have_two_names(
        string app,
        string environment,
        string bucket,
        string app2,
        string environment2,
        string bucket2
    ) => Assert.Empty(Names(app, environment, [bucket]).Intersect(Names(app2, environment2, [bucket2])));

    /// <summary>Databases are inside their server, and a tag's value is not unique.</summary>
    static IReadOnlyList<AwsName> Names(string app, string environment, IReadOnlyList<string> buckets)
    {
        var declared = string.Join(", ", buckets.Where(IsFree).Select(bucket => $"{bucket}: {{ versioning: true }}"));
        var text =
            $"app: {app}\nstart: ./run\nrelease: ./migrate\nwaf: true\ndatabase: {{ replicas: 2 }}\n"
            + $"storage: {{ buckets: {{ {declared} }} }}\nenvironments: {{ {environment}: {{}} }}\n";
        var result = BlueprintFile.Parse(text, "railhead.yaml", environment);
        Assert.True(result.Blueprint is not null, $"{text}{string.Join('\n', result.Findings)}");
        return
        [
            .. AwsNames
                .Of(ArchitectureCompiler.Compile(result.Blueprint, environment))
                .Where(name => name.Resource is not (AwsNameRules.Database or AwsNameRules.DatabaseUser or AwsNameRules.Tag)),
        ];
    }

    static bool IsFree(string bucket) =>
        bucket is not (BucketNames.Artifacts or BucketNames.AccessLogs or BucketNames.State)
        && !bucket.EndsWith("-copy", StringComparison.Ordinal);

    static string ShortName(Random random)
    {
        while (true)
        {
            var name = string.Join('-', random.GetItems(Words, random.Next(1, 5)));
            if (TextForms.IsShortName(name))
            {
                return name;
            }
        }
    }
}
