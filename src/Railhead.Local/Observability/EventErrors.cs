using Railhead.Model;

namespace Railhead.Local;

/// <summary>Every error about events.</summary>
public static class EventErrors
{
    public static RailheadException Unreadable(string path, string reason) =>
        new(
            "RH3240",
            $"Railhead cannot read the events in {path}: {reason}.",
            "Run the command as the user who ran \"railhead up\". If the file is damaged, the control plane's next start replaces it."
        );
}
