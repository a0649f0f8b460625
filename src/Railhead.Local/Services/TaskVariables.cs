using System.Collections.Frozen;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>Puts a task's variables together from the blueprint, the machine and the secrets.</summary>
public sealed class TaskVariables(EnvironmentFacts facts, SecretStore secrets, TimeProvider time)
{
    /// <summary>The application's contract for one task, secrets included.</summary>
    /// <param name="id">The task's id, which its credentials name.</param>
    /// <param name="revision">The revision that runs.</param>
    /// <param name="architecture">Its set's.</param>
    /// <param name="port">Where it listens; null for what does not, such as a release command.</param>
    /// <param name="home">Its HOME.</param>
    /// <param name="temporary">Its TMPDIR.</param>
    /// <exception cref="SecretsException">A secret of the blueprint has no value yet.</exception>
    public Dictionary<string, string> Of(string id, string revision, Architecture architecture, int? port, string home, string temporary)
    {
        var signingKey = Convert.FromBase64String(secrets.GetOrCreate(SecretName.SigningKey, SecretText.RandomKey).Reveal());
        var variables = new Dictionary<string, string>(facts.Record.MachineSettings);
        var contract = TaskEnvironment.For(
            architecture,
            new TaskFacts
            {
                Port = port ?? 0,
                Revision = revision,
                DatabasePort = facts.Ports.Database,
                DatabasePassword = architecture.Database is null
                    ? null
                    : secrets.GetOrCreate(SecretName.DatabasePassword, () => SecretText.RandomPassword()),
                StoragePort = facts.Ports.Storage,
                TaskToken = new SecretText(new RoleCredentials(signingKey, time).TaskToken(architecture.Identity.Task.Name, id)),
                Secrets = secrets.List().Select(entry => entry.Name).ToDictionary(name => name, name => secrets.Get(name)!),
                Home = home,
                Temporary = temporary,
                Path = facts.TaskSearchPath,
            }
        );
        foreach (var (name, value) in contract)
        {
            variables[name] = value;
        }

        if (port is null)
        {
            variables.Remove(ContractVariables.Port);
        }

        return variables;
    }

    /// <summary>Whether a change of blueprint needs new tasks.</summary>
    public bool Differ(Architecture before, Architecture after)
    {
        var (old, wanted) = (before.Services.TaskDefinition, after.Services.TaskDefinition);
        if ((old.Cpu, old.Memory, old.Start, old.Static) != (wanted.Cpu, wanted.Memory, wanted.Start, wanted.Static))
        {
            return true;
        }

        if (before.Services.Isolation != after.Services.Isolation)
        {
            return true;
        }

        if (old.StaticCache is null != wanted.StaticCache is null || !(old.StaticCache ?? []).SequenceEqual(wanted.StaticCache ?? []))
        {
            return true;
        }

        if (before.LoadBalancing.HealthCheck.Path != after.LoadBalancing.HealthCheck.Path)
        {
            return true;
        }

        var was = Of("x", "x", before, 1, "/", "/").ToFrozenSet();
        return !was.SetEquals(Of("x", "x", after, 1, "/", "/"));
    }
}
