namespace Railhead.Local;

/// <summary>The events of an environment that comes up or goes down. Their subject is the boot of the machine.</summary>
public static class StartAndStop
{
    const string BootIdFile = "/proc/sys/kernel/random/boot_id";

    static string Boot => File.ReadAllText(BootIdFile).Trim();

    /// <summary>
    /// Records a start of the environment. A control plane that only restarted finds the mark on tmpfs that the first one left, and records
    /// nothing.
    /// </summary>
    /// <returns>The kind of its event; null when only the control plane was started.</returns>
    public static EventKind? Record(Layout layout, EventStore events)
    {
        var mark = Path.Combine(layout.RunControl, "started");
        if (File.Exists(mark))
        {
            return null;
        }

        var start = Up(events.LastStartOrStop(), Boot);
        events.Append(start);
        File.WriteAllText(mark, "");
        return start.Kind;
    }

    /// <param name="last">The last start or stop; null when none is known.</param>
    /// <param name="boot">The present boot of the machine.</param>
    public static ComponentEvent Up(EventRow? last, string boot) =>
        last is null || last.Kind == EventKind.EnvironmentDown.Word() ? Of(EventKind.EnvironmentUp, boot, "The environment is up.")
        : last.Subject != boot ? Of(EventKind.EnvironmentRecovered, boot, "The machine restarted, and the environment is up again.")
        : Of(EventKind.EnvironmentRecovered, boot, "All processes of the environment had ended, and it is up again.");

    public static ComponentEvent Down() => Of(EventKind.EnvironmentDown, Boot, "\"railhead down\" stopped the environment.");

    static ComponentEvent Of(EventKind kind, string boot, string text) => new(Component.Platform, kind, boot, text);
}
