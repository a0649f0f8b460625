using Railhead.Model;

namespace Railhead.Local;

/// <summary>Errors of the start at boot.</summary>
public static class BootErrors
{
    /// <param name="file">The unit file.</param>
    /// <param name="what">What is there.</param>
    public static RailheadException UnitOfOthers(string file, string what) =>
        new(
            "RH3191",
            $"{file} is {what}, so Railhead leaves it alone.",
            "Move it away and run the command again. \"railhead service print\" shows the unit that Railhead writes."
        );

    public static RailheadException UnitNotWritten(string file, string reason) =>
        new(
            "RH3192",
            $"The unit {file} cannot be changed: {reason}",
            "\"railhead service print\" writes the unit to standard output, for the way in which this machine gets its units."
        );

    public static RailheadException NoSystemd(string crontabLine) =>
        new("RH3193", "This machine has no systemd.", $"Where cron is installed, add this line with \"crontab -e\": {crontabLine}");

    public static RailheadException PathNotForUnit(string path) =>
        new("RH3194", $"A unit file cannot hold this path, which has a control character: {path}", "Use a folder with another name.");
}
