using Railhead.Local;

namespace Railhead.Cli;

/// <summary>How the next version gets to an environment: commands that work in the app's repository as it is.</summary>
static class PushHint
{
    /// <param name="remotes">The repository's.</param>
    /// <param name="repository">The environment's own repository.</param>
    /// <param name="current">The branch that is checked out; null: none.</param>
    /// <param name="branch">The branch that deploys.</param>
    /// <param name="environment">The environment's name.</param>
    /// <param name="sudo">"sudo " if the repository belongs to root and the user came by sudo; else empty.</param>
    public static string Of(
        IReadOnlyList<GitRemote> remotes,
        string repository,
        string? current,
        string branch,
        string environment,
        string sudo
    )
    {
        var pushed = current == branch ? branch : $"HEAD:{branch}";
        if (remotes.FirstOrDefault(remote => remote.Url.TrimEnd('/') == repository) is { } known)
        {
            return $"{sudo}git push {ShellText.Quote(known.Name)} {pushed}";
        }
        // A second environment's remote, or the one of another app in the same repository, may have the name already.
        bool IsTaken(string name) => remotes.Any(remote => remote.Name == name);
        var name = IsTaken("railhead") ? $"railhead-{environment}" : "railhead";
        var verb = IsTaken(name) ? "set-url" : "add";
        return $"git remote {verb} {name} {ShellText.Quote(repository)}   then   {sudo}git push {name} {pushed}";
    }
}
