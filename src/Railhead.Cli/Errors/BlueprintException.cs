using Railhead.Model;

namespace Railhead.Cli;

/// <summary>The blueprint has errors, so the command did nothing: exit code 2.</summary>
sealed class BlueprintException(IReadOnlyList<Finding> findings) : Exception("railhead.yaml has errors.")
{
    /// <summary>All of them, with the warnings.</summary>
    public IReadOnlyList<Finding> Findings { get; } = findings;
}
