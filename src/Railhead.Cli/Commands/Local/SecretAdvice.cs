namespace Railhead.Cli;

/// <summary>How the app gets a secret that was just set: commands that work as things stand.</summary>
sealed record SecretAdvice
{
    public required string Name { get; init; }

    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>The revision that is deployed; null while nothing is.</summary>
    public string? Serving { get; init; }

    /// <summary>Whether the folder's railhead.yaml lists the secret; null when no folder is known.</summary>
    public bool? IsListed { get; init; }

    /// <summary>Whether HEAD's railhead.yaml does; null outside a git repository.</summary>
    public bool? IsCommitted { get; init; }

    /// <summary>The folder's revision: its HEAD, or the hash of its content; null when that is not known.</summary>
    public string? Current { get; init; }

    public override string ToString()
    {
        var option = Environment == "local" ? "" : $" --env {Environment}";
        if (IsListed == false)
        {
            var then = IsCommitted is null ? "deploy" : "commit and deploy it";
            return $"railhead.yaml does not list it, so no task gets it: add {Name} below \"secrets\", then {then}.";
        }

        if (Serving is null)
        {
            return $"The app gets it when it starts: railhead up{option}";
        }

        if (IsListed == true && IsCommitted == false)
        {
            return $"Commit railhead.yaml first: a deployment takes the committed file, which does not list {Name}. Then: railhead deploy{option}";
        }

        var force = Current is null || Current == Serving ? " --force" : "";
        return $"Running tasks get it with the next deployment: railhead deploy{force}{option}";
    }
}
