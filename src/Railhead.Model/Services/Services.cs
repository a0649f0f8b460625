namespace Railhead.Model;

/// <summary>The one service of an environment: how many tasks of which definition.</summary>
public sealed record Services
{
    public required TaskDefinition TaskDefinition { get; init; }

    public required int Desired { get; init; }

    public required int Min { get; init; }

    public required int Max { get; init; }
}

/// <summary>What a task is: the app and its nginx, with the sizes that Fargate offers.</summary>
public sealed record TaskDefinition
{
    /// <summary>CPU units, 1024 a core.</summary>
    public required int Cpu { get; init; }

    /// <summary>MiB.</summary>
    public required int Memory { get; init; }

    /// <summary>The app's command line, run by <c>/bin/sh -c 'exec …'</c> in the release.</summary>
    public required string Start { get; init; }

    /// <summary>Folder of the release that nginx serves by itself, relative; or null.</summary>
    public required string? Static { get; init; }

    /// <summary>Plain variables of the blueprint, by name.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Names of the blueprint's secrets that the app gets as variables.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }
}
