using Railhead.Model;

namespace Railhead.Local;

/// <summary>Every error of the pipeline: sources, git, the environment's repository.</summary>
public static class PipelineErrors
{
    public static RailheadException NoCommitYet() =>
        new("RH3110", "The repository has no commit yet.", "Commit first: git add . && git commit");

    public static RailheadException UnknownCommit(string revision) =>
        new("RH3060", $"\"{revision}\" is not a commit of the app's repository.", "\"git log --oneline\" lists the commits.");

    public static RailheadException CommitUnreadable(string commit, string reason) =>
        new("RH3061", $"git could not read {Words.Short(commit)}: {reason}");

    public static RailheadException CommitWithoutBlueprint(string commit, string prefix) =>
        new(
            "RH3062",
            prefix.Length > 0
                ? $"Commit {Words.Short(commit)} has no {prefix}/railhead.yaml, and no railhead.yaml at its root."
                : $"Commit {Words.Short(commit)} has no railhead.yaml at its root.",
            "Commit the blueprint: git add railhead.yaml && git commit"
        );

    public static RailheadException CommitNotSent(string commit, string repository, string reason) =>
        new("RH3063", $"git could not bring {Words.Short(commit)} into {repository}: {reason}");

    public static RailheadException RefNotMoved(string reference, string commit, string reason) =>
        new("RH3064", $"git could not move {reference} to {Words.Short(commit)}: {reason}");
}
