namespace Railhead.Local;

/// <summary>The facts for a task's environment that the architecture does not have.</summary>
public sealed record TaskFacts
{
    /// <summary>The app's own port on 127.0.0.1.</summary>
    public required int Port { get; init; }

    /// <summary>The revision that runs: a commit's id, or <c>dir-</c> and a hash.</summary>
    public required string Revision { get; init; }

    /// <summary>Port of the database; not used when the architecture has none.</summary>
    public required int DatabasePort { get; init; }

    /// <summary>The secret <see cref="SecretName.DatabasePassword"/>; null when the architecture has no database.</summary>
    public required SecretText? DatabasePassword { get; init; }

    /// <summary>Port of <c>railhead aws-endpoint</c>.</summary>
    public required int StoragePort { get; init; }

    /// <summary>See <see cref="RoleCredentials.TaskToken"/>.</summary>
    public required SecretText TaskToken { get; init; }

    /// <summary>Values of the user's secrets, by name.</summary>
    public required IReadOnlyDictionary<string, SecretText> Secrets { get; init; }

    /// <summary>HOME of the app, a folder that it may write to.</summary>
    public required string Home { get; init; }

    /// <summary>TMPDIR of the app; see <see cref="TemporaryFolders"/>.</summary>
    public required string Temporary { get; init; }

    /// <summary>PATH of the app.</summary>
    public string Path { get; init; } = SearchPath.OfSystem;
}
