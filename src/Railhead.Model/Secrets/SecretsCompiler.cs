namespace Railhead.Model;

/// <summary>Lays out secrets and keys.</summary>
internal static class SecretsCompiler
{
    static readonly string[] DatabaseFields = ["username", "password", "host", "port", "dbname"];

    public static Secrets Compile(Blueprint blueprint, Scope scope)
    {
        var recovery = scope.IsProduction ? 30 : 7;
        var all = new List<Secret>();
        if (blueprint.Database is not null)
        {
            all.Add(Own(SecretKeys.Database, DatabaseFields, new SecretRotation(30, AlternatingUsers: true)));
            all.Add(Own(SecretKeys.DatabaseAdmin, DatabaseFields, null));
        }
        all.Add(Own(SecretKeys.Storage, ["bucket", "region"], null));
        all.Add(Own(SecretKeys.Endpoint, ["host"], null));
        all.AddRange(blueprint.Secrets.Select(name => new Secret(name, scope.Path($"app/{name}"), SecretOrigin.User, [], recovery, null)));
        return new Secrets
        {
            Custom = blueprint.Secrets,
            All = all,
            Keys =
            [
                new("data", $"alias/{scope.Name("data")}", [], true),
                new("logs", $"alias/{scope.Name("logs")}", [$"logs.{scope.Region}.amazonaws.com"], true),
                new("notifications", $"alias/{scope.Name("notifications")}",
                    [
                        "cloudwatch.amazonaws.com", "events.amazonaws.com", "budgets.amazonaws.com", "costalerts.amazonaws.com",
                        "codestar-notifications.amazonaws.com",
                    ], true),
            ],
        };

        Secret Own(string key, IReadOnlyList<string> fields, SecretRotation? rotation) =>
            new(key, scope.Path(key), SecretOrigin.Generated, fields, recovery, rotation);
    }
}
