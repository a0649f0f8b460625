namespace Railhead.Model;

/// <summary>Lays out secrets and keys.</summary>
static class SecretsCompiler
{
    static readonly string[] DatabaseFields = ["username", "password", "host", "port", "dbname"];

    static readonly string[] Notifiers = ["cloudwatch.amazonaws.com", "events.amazonaws.com"];

    public static Secrets Compile(Blueprint blueprint, Scope scope, Database? database, string? copyRegion)
    {
        var recovery = scope.IsProduction ? 30 : 7;
        var custom = blueprint.Get(VariableKeys.Secrets);
        var all = new List<Secret>();
        if (database is not null)
        {
            all.Add(Own(SecretKeys.Database, DatabaseFields, new SecretRotation(30, AlternatingUsers: true)));
            all.Add(Own(SecretKeys.DatabaseAdmin, ["username", "password"], null));
        }
        all.Add(Own(SecretKeys.Storage, ["bucket", "region"], null));
        all.Add(Own(SecretKeys.Endpoint, ["host"], null));
        all.AddRange(custom.Select(name => new Secret(name, scope.Path($"app/{name}"), SecretOrigin.User, [], recovery, null)));
        return new Secrets
        {
            Custom = custom,
            All = all,
            Keys =
            [
                Key(EncryptionKeys.Data),
                Key(EncryptionKeys.Logs, $"logs.{scope.Region}.amazonaws.com"),
                Key(
                    EncryptionKeys.Notifications,
                    blueprint.Get(OperationKeys.Budget) is null ? Notifiers : [.. Notifiers, "budgets.amazonaws.com"]
                ),
                .. copyRegion is not null ? [Key(EncryptionKeys.Copy) with { Region = copyRegion }] : Array.Empty<EncryptionKey>(),
            ],
        };

        EncryptionKey Key(string key, params IReadOnlyList<string> services) => new(key, $"alias/{scope.Name(key)}", services, true);

        Secret Own(string key, IReadOnlyList<string> fields, SecretRotation? rotation) =>
            new(key, scope.Path(key), SecretOrigin.Generated, fields, recovery, rotation);
    }
}
