using System.Globalization;

namespace Railhead.Local;

/// <summary>The events of a changed number of tasks, outside of deployments.</summary>
public static class ScalingEvents
{
    public static ComponentEvent Added(TaskRow row, int desired) => Of(row, $"The control plane added task {row.Id}", desired);

    public static ComponentEvent Stopped(TaskRow row, int desired) => Of(row, $"The control plane drains and stops task {row.Id}", desired);

    static ComponentEvent Of(TaskRow row, string text, int desired) =>
        new(
            Component.App,
            EventKind.Scaling,
            row.Id,
            string.Create(CultureInfo.InvariantCulture, $"{text}: {desired} {(desired == 1 ? "task is" : "tasks are")} desired.")
        );
}
