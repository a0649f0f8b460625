using Railhead.Model;

namespace Railhead.Local;

/// <summary>The variables of a build. Secrets are not among them.</summary>
public static class BuildEnvironment
{
    /// <summary>What the machine offers; Railhead's own helpers get these alone.</summary>
    public static Dictionary<string, string> OfMachine(EnvironmentFacts facts) =>
        new(facts.Record.MachineSettings)
        {
            ["HOME"] = facts.Layout.BuildHome,
            ["PATH"] = facts.BuildSearchPath,
            ["LANG"] = "C.UTF-8",
            // A first run's greeting, and a certificate that nobody would trust, have no place in a build's log.
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK"] = "1",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
        };

    /// <summary>The machine's, then the blueprint's plain ones, then those that Railhead sets itself; the later wins.</summary>
    /// <param name="facts">The environment.</param>
    /// <param name="task">Whose plain variables they are.</param>
    /// <param name="revision">What is built.</param>
    /// <param name="release">Where <c>build</c> puts the release.</param>
    /// <param name="temporary">TMPDIR.</param>
    public static Dictionary<string, string> For(
        EnvironmentFacts facts,
        TaskDefinition task,
        string revision,
        string release,
        string temporary
    )
    {
        var variables = OfMachine(facts);
        variables[ContractVariables.TemporaryFolder] = temporary;
        foreach (var (name, value) in task.Environment)
        {
            variables[name] = value;
        }

        variables[ContractVariables.Revision] = revision;
        variables[ContractVariables.ReleaseFolder] = release;
        return variables;
    }
}
