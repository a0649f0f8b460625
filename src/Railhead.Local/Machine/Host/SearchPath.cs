namespace Railhead.Local;

/// <summary>The PATH of processes.</summary>
public static class SearchPath
{
    /// <summary>The folders that every Debian has.</summary>
    public const string OfSystem = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /// <summary>The first program of this name in the folders; null: none has it.</summary>
    public static string? Find(string path, string program) =>
        path.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    // The kernel answers, so that groups and access lists count too.
    const string Question = "for folder; do [ ! -x \"$folder\" ] || printf '%s\\n' \"$folder\"; done";

    /// <summary>
    /// Without the folders that the user cannot enter: a program in one would give "Permission denied" in place of the next folder's.
    /// </summary>
    public static async Task<string> ReachableAsync(string path, Account user, CancellationToken cancellation)
    {
        List<string> folders = [.. $"{path}:{OfSystem}".Split(':').Where(Path.IsPathRooted).Distinct(StringComparer.Ordinal)];
        if (user.Uid == Ownership.CurrentUid)
        {
            return string.Join(':', folders);
        }

        var present = folders.Where(Directory.Exists).ToList();
        var asked = await new Command("/bin/sh", ["-c", Question, "sh", .. present])
        {
            RunAs = user,
            Environment = new Dictionary<string, string> { ["PATH"] = OfSystem },
        }.RunAsync(cancellation: cancellation);
        var closed = present.Except(asked.Output.Split('\n')).ToHashSet();
        return string.Join(':', folders.Where(folder => !closed.Contains(folder)));
    }
}
