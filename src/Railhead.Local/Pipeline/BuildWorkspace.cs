using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// Where builds of an environment run, one after the other. The paths are the same each time, because builds put them into what they make:
/// Next.js derives the ids of Server Actions from them, and caches of compilers are found by them.
/// </summary>
public sealed class BuildWorkspace(EnvironmentFacts facts)
{
    public string Checkout => Path.Combine(facts.Layout.BuildWorkspace, "checkout");

    /// <summary>The release, as long as it is made.</summary>
    public string Output => Path.Combine(facts.Layout.BuildWorkspace, "release");

    /// <summary>
    /// The app's folder in the checkout: at its place in the repository, else the checkout itself. The source was packed by the same rule.
    /// </summary>
    public string AppFolder
    {
        get
        {
            var inside = Path.Combine(Checkout, facts.Record.Prefix);
            return File.Exists(Path.Combine(inside, BlueprintFile.Name)) ? inside : Checkout;
        }
    }

    /// <summary>Makes both folders, empty: an earlier build may have failed, or ended with the machine.</summary>
    public void Prepare()
    {
        Delete();
        var build = facts.Accounts.Build;
        // The build's user passes through.
        Ownership.EnsureFolder(facts.Layout.BuildWorkspace, facts.Accounts.Control with { Gid = build.Gid }, FileModes.GroupPasses);
        Ownership.EnsureFolder(Checkout, build);
        Ownership.EnsureFolder(Output, build);
    }

    public void Delete()
    {
        var folder = facts.Layout.BuildWorkspace;
        if (!Directory.Exists(folder))
        {
            return;
        }

        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (UnauthorizedAccessException)
        {
            // A build may leave folders that their owner may not write to. Links are not followed.
            var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
            foreach (var closed in Directory.EnumerateDirectories(folder, "*", all))
            {
                File.SetUnixFileMode(closed, FileModes.Owner);
            }

            Directory.Delete(folder, recursive: true);
        }
    }
}
