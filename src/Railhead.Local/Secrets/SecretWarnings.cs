namespace Railhead.Local;

/// <summary>Decides which secrets wait for a deployment.</summary>
public static class SecretWarnings
{
    /// <param name="secrets">The secrets that are set.</param>
    /// <param name="declared">The names that the blueprint of the serving tasks lists.</param>
    /// <param name="given">When each serving task got its variables.</param>
    public static IReadOnlyCollection<Warning> Decide(
        IEnumerable<SecretEntry> secrets,
        IReadOnlyCollection<string> declared,
        IReadOnlyCollection<DateTimeOffset> given
    ) =>
        [
            .. secrets
                .Where(secret => declared.Contains(secret.Name) && given.Any(time => time < secret.UpdatedAt))
                .Select(secret => new Warning(
                    WarningKind.SecretNotGiven,
                    secret.Name,
                    Component.App,
                    $"Running tasks do not have the latest value of the secret {secret.Name}. Run \"railhead deploy --force\"."
                )),
        ];

    /// <summary>When a process got its variables, as far as that is known.</summary>
    /// <param name="started">The start of the process.</param>
    /// <param name="written">When the file with the variables was written last. A later one is not the process's.</param>
    public static DateTimeOffset GivenAt(DateTimeOffset started, DateTimeOffset written) => written < started ? written : started;
}
