using Railhead.Model;

namespace Railhead.Local;

/// <summary>Every error of tasks.</summary>
public static class ServiceErrors
{
    public static RailheadException BlueprintMissing(string task) =>
        new("RH3011", $"The blueprint of task {task} is missing from the state.", "Run \"railhead deploy --force\".");

    public static RailheadException ReleaseNotCopied(string task, string reason) =>
        new("RH3012", $"Railhead could not copy the release for task {task}: {reason}");
}
