namespace Railhead.Model;

/// <summary>A task: the app and its nginx, with a size that Fargate offers.</summary>
public sealed record TaskDefinition
{
    /// <summary>Name under which ECS keeps the revisions.</summary>
    public required string Family { get; init; }

    /// <summary>CPU units, 1024 a core.</summary>
    public required int Cpu { get; init; }

    /// <summary>MiB.</summary>
    public required int Memory { get; init; }

    /// <summary>The app's command line, run in the release; see <see cref="ShellLine"/>.</summary>
    public required string Start { get; init; }

    /// <summary>Folder of the release that nginx serves by itself, relative; or null.</summary>
    public required string? Static { get; init; }

    /// <summary>Patterns of static files that browsers may keep for a year; null: of files with a fingerprint in their names.</summary>
    public required IReadOnlyList<string>? StaticCache { get; init; }

    /// <summary>Plain variables of the blueprint, by name.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Names of the blueprint's secrets that the app gets as variables.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>The variables that every app gets, and the source of each value.</summary>
    public required IReadOnlyList<ContractVariable> Contract { get; init; }

    /// <summary><c>app</c> and <c>nginx</c>.</summary>
    public required IReadOnlyList<Container> Containers { get; init; }

    /// <summary>Seconds from the stop signal to the kill; above the deregistration delay.</summary>
    public required int StopTimeout { get; init; }

    /// <summary>Fargate's word: <c>X86_64</c> or <c>ARM64</c>.</summary>
    public required string CpuArchitecture { get; init; }
}
