namespace Railhead.Aws.Tests;

/// <summary>The environments whose policies are evaluated: the blueprints in both tiers, and some that lack a part.</summary>
static class PolicyEnvironments
{
    /// <summary>An environment of another app in the same account.</summary>
    public const string Neighbour = "neighbour";

    static readonly Dictionary<string, string> Parts = new()
    {
        ["no-release"] = "app: shop\nstart: ./run\n",
        ["no-database"] = "app: shop\nstart: ./run\nrelease: ./run migrate\ndatabase: none\nbudget: 100\n",
        ["ecs-neither"] = "app: shop\nstart: ./run\ndatabase: none\ndeploy: { engine: ecs }\n",
        ["neither"] = "app: shop\nstart: ./run\ndatabase: none\ndeploy: { approval: true }\n",
    };

    public static TheoryData<string> Names { get; } =
    [.. Blueprints.All.Concat(Blueprints.Native).Select(row => Name(row.Data)), .. Parts.Keys];

    /// <summary>The files of each, and of the account in their regions.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<SynthFile>> Files { get; } = Write();

    static Dictionary<string, IReadOnlyList<SynthFile>> Write()
    {
        var all = Blueprints
            .All.Concat(Blueprints.Native)
            .ToDictionary(row => Name(row.Data), row => Synth.Environment(Blueprints.Architecture(row.Data.Item1, row.Data.Item2)));
        foreach (var (name, blueprint) in Parts)
        {
            all[name] = Synth.Environment(Blueprints.Compile(blueprint, "production"));
        }

        foreach (var region in new[] { "eu-west-1", "eu-central-1" })
        {
            all[Account(region)] = Synth.Account(region);
        }

        var other = Golden.Read("blueprints/everything.yaml").Replace("app: shop", "app: neighbour", StringComparison.Ordinal);
        all[Neighbour] = Synth.Environment(Blueprints.Compile(other, "production"));
        return all;
    }

    public static string Account(string region) => $"account-{region}";

    static string Name((string Blueprint, string Environment) row) => $"{row.Blueprint}-{row.Environment}";
}
