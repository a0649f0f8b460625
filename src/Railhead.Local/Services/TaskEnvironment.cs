using System.Globalization;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>The variables that an app is given on this machine: the application's contract, and what the blueprint adds.</summary>
public static class TaskEnvironment
{
    const string Loopback = "127.0.0.1";

    /// <summary>Everything that the process is to have; nothing is inherited.</summary>
    /// <exception cref="SecretsException">A secret of the blueprint has no value yet.</exception>
    public static IReadOnlyDictionary<string, string> For(Architecture architecture, TaskFacts facts)
    {
        var task = architecture.Services.TaskDefinition;
        var variables = new SortedDictionary<string, string>(ContractVariables.OfFrameworks.ToDictionary(), StringComparer.Ordinal)
        {
            ["HOME"] = facts.Home,
            ["PATH"] = facts.Path,
            ["LANG"] = "C.UTF-8",
            [ContractVariables.TemporaryFolder] = facts.Temporary,
            [ContractVariables.HostName] = ContractVariables.EveryAddress,
        };
        // From here on the later wins; the contract is last, so that nothing else can stand in its place.
        foreach (var (name, value) in task.Environment)
        {
            variables[name] = value;
        }

        foreach (var name in MissingSecrets(architecture, facts.Secrets.Keys))
        {
            throw SecretErrors.NotSet(name);
        }

        foreach (var name in task.Secrets)
        {
            variables[name] = facts.Secrets[name].Reveal();
        }

        variables[ContractVariables.Port] = Number(facts.Port);
        variables[ContractVariables.Revision] = facts.Revision;
        variables[ContractVariables.Endpoint] = architecture.LoadBalancing.LocalHost;
        variables[ContractVariables.Region] = architecture.Network.Region;
        AddStorage(variables, architecture, facts);
        if (architecture.Database is { } database)
        {
            AddDatabase(variables, database, facts);
        }

        return variables;
    }

    /// <summary>Secrets that the blueprint names and nobody has set.</summary>
    public static IReadOnlyList<string> MissingSecrets(Architecture architecture, IEnumerable<string> present) =>
        [.. architecture.Services.TaskDefinition.Secrets.Except(present, StringComparer.Ordinal)];

    static void AddStorage(SortedDictionary<string, string> variables, Architecture architecture, TaskFacts facts)
    {
        // An address, not a name: with a name SDKs would put the bucket in front of it.
        var endpoint = $"http://{Loopback}:{Number(facts.StoragePort)}";
        variables[ContractVariables.StorageEndpoint] = endpoint;
        variables[ContractVariables.CredentialsUri] = endpoint + CredentialsEndpoint.Path;
        variables[ContractVariables.CredentialsToken] = facts.TaskToken.Reveal();
        variables[ContractVariables.BucketRegion] = architecture.Network.Region;
        foreach (var bucket in architecture.Storage.Buckets)
        {
            variables[ContractVariables.OfBucket(bucket)] = bucket.Name;
        }
    }

    static void AddDatabase(SortedDictionary<string, string> variables, Database database, TaskFacts facts)
    {
        var password =
            facts.DatabasePassword?.Reveal() ?? throw new ArgumentException("The app has a database, and there is no password for it.");
        variables[ContractVariables.DatabaseName] = database.Name;
        variables[ContractVariables.DatabaseUsername] = database.Username;
        variables[ContractVariables.DatabasePassword] = password;
        variables[ContractVariables.DatabaseHost] = Loopback;
        variables[ContractVariables.DatabasePort] = Number(facts.DatabasePort);
        variables[ContractVariables.DatabaseUrl] = DatabaseUrl.Compose(
            database.Username,
            password,
            Loopback,
            facts.DatabasePort,
            database.Name
        );
    }

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
