using System.Globalization;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>What the application's contract is filled from on this machine.</summary>
public sealed record TaskEnvironmentInput
{
    public required Architecture Architecture { get; init; }

    /// <summary>The task's id, which its credentials name.</summary>
    public required string TaskId { get; init; }

    /// <summary>Where the app is to listen; null for what does not listen, such as a release command.</summary>
    public required int? Port { get; init; }
    public required string Revision { get; init; }
    public required int DatabasePort { get; init; }
    public required int StoragePort { get; init; }
    public required SecretStore Secrets { get; init; }
    public required TimeProvider Time { get; init; }
    public required string Home { get; init; }
    public required string SearchPath { get; init; }

    /// <summary>Proxies, CA bundles and the like.</summary>
    public required IReadOnlyDictionary<string, string> MachineSettings { get; init; }
}

/// <summary>The application's contract as variables: the same names as on AWS, this machine's values.</summary>
public static class TaskEnvironment
{
    public static Dictionary<string, string> For(TaskEnvironmentInput input)
    {
        var architecture = input.Architecture;
        var task = architecture.Services.TaskDefinition;
        var storage = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{input.StoragePort}");
        var signingKey = Convert.FromBase64String(input.Secrets.GetOrCreate(SecretName.SigningKey, SecretText.RandomKey).Reveal());
        var variables = new Dictionary<string, string>(input.MachineSettings)
        {
            ["PATH"] = input.SearchPath,
            ["HOME"] = input.Home,
            ["LANG"] = "C.UTF-8",
        };
        foreach (var (name, value) in task.Environment) variables[name] = value;
        foreach (var name in task.Secrets)
        {
            if (input.Secrets.Get(name) is { } secret) variables[name] = secret.Reveal();
        }

        if (input.Port is { } port) variables[ContractVariables.Port] = port.ToString(CultureInfo.InvariantCulture);
        variables[ContractVariables.Revision] = input.Revision;
        variables[ContractVariables.Endpoint] = architecture.LoadBalancing.LocalHost;
        variables[ContractVariables.Region] = architecture.Network.Region;
        variables[ContractVariables.BucketRegion] = architecture.Network.Region;
        variables[ContractVariables.StorageEndpoint] = storage;
        variables[ContractVariables.CredentialsUri] = storage + CredentialsEndpoint.Path;
        variables[ContractVariables.CredentialsToken] = new RoleCredentials(signingKey, input.Time).TaskToken(architecture.Identity.Task.Name, input.TaskId);
        foreach (var bucket in architecture.Storage.Buckets) variables[BucketVariable(bucket.Key)] = bucket.Name;
        if (architecture.Database is { } database) AddDatabase(variables, database, input);
        return variables;
    }

    /// <summary><c>S3_BUCKET_NAME</c> for <c>files</c>, <c>S3_BUCKET_NAME_THUMBS</c> for another.</summary>
    public static string BucketVariable(string key) => key == "files"
        ? ContractVariables.Bucket
        : $"{ContractVariables.Bucket}_{key.ToUpperInvariant().Replace('-', '_')}";

    static void AddDatabase(Dictionary<string, string> variables, Database database, TaskEnvironmentInput input)
    {
        const string host = "127.0.0.1";
        var password = input.Secrets.GetOrCreate(SecretName.DatabasePassword, () => SecretText.RandomPassword()).Reveal();
        variables[ContractVariables.DatabaseName] = database.Name;
        variables[ContractVariables.DatabaseUsername] = database.Username;
        variables[ContractVariables.DatabasePassword] = password;
        variables[ContractVariables.DatabaseHost] = host;
        variables[ContractVariables.DatabasePort] = input.DatabasePort.ToString(CultureInfo.InvariantCulture);
        variables[ContractVariables.DatabaseUrl] = DatabaseUrl.Compose(database.Username, password, host, input.DatabasePort, database.Name);
    }
}
