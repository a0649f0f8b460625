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

    public static RailheadException LfsContentMissing(IReadOnlyList<string> files, bool isPush) =>
        new(
            "RH3210",
            $"{Several(files)} {(files.Count == 1 ? "is a Git LFS file" : "are Git LFS files")}, and the content is not here.",
            isPush
                ? "Deploy from a repository that has it: git lfs fetch   then   railhead deploy"
                : "Fetch it: git lfs fetch   or commit the file without LFS: git lfs untrack"
        );

    public static RailheadException IncludeMissing(string commit, string folder) =>
        new(
            "RH3211",
            $"Commit {Words.Short(commit)} has no folder {folder}, which source.include in railhead.yaml names.",
            "Paths are relative to the root of the repository."
        );

    public static RailheadException RepositoryUnreadable(string folder, string reason) =>
        new(
            "RH3212",
            $"git cannot read the repository of {folder}: {reason}",
            "Repair the repository. Railhead does not deploy the folder without it, because that would be another source."
        );

    public static RailheadException IncludeWithoutRepository(string folder) =>
        new(
            "RH3213",
            $"source.include needs a git repository, and {folder} is in none.",
            "Remove source.include from railhead.yaml, or commit the folder to a repository."
        );

    public static RailheadException ObjectFormatChanged(string now, string before) =>
        new(
            "RH3214",
            $"The app's repository has {now} ids, and the environment's repository has {before} ids.",
            "Run railhead up: it makes the environment's repository again."
        );

    public static RailheadException ObjectsNotFetched(string commit, string reason) =>
        new(
            "RH3215",
            $"This partial clone does not have all files of {Words.Short(commit)}: {reason}",
            $"Let git fetch them: git archive {Words.Short(commit)} >/dev/null"
        );

    public static RailheadException RepositoryNotMade(string repository, string reason) =>
        new("RH3216", $"git could not make the environment's repository {repository}: {reason}");

    public static RailheadException FilesNotListed(string reason) => new("RH3217", $"git could not list the files: {reason}");

    static string Several(IReadOnlyList<string> names)
    {
        const int most = 5;
        return names.Count <= most
            ? string.Join(", ", names.Select(TerminalText.OneLine))
            : $"{string.Join(", ", names.Take(most).Select(TerminalText.OneLine))} and {names.Count - most} more";
    }
}
