namespace Railhead.Local;

/// <summary>A task's variables as a file that its <c>run</c> script reads: on tmpfs and for the control plane's user only.</summary>
public static class EnvironmentFile
{
    public static string PathOf(Layout layout, string task) => Path.Combine(layout.RunTasks, $"{task}.env");

    /// <summary>Replaces the file, 0600 from its first byte on; see <see cref="ShellText.Exports"/>.</summary>
    public static void Write(string path, IReadOnlyDictionary<string, string> variables) =>
        DurableFile.Write(path, ShellText.Exports(variables));
}
