using System.Globalization;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>Errors of s6 and of the processes that it runs.</summary>
public static class SupervisionErrors
{
    public static RailheadException ServiceNotBack(string service, TimeSpan limit, string log) =>
        new("RH3013", $"{service} did not start again within {limit.TotalSeconds:0} s.", $"Its log is {log}.");

    public static RailheadException SupervisorNotStarted(string folder, CommandResult started) =>
        new("RH3150", $"s6-svscan did not start for {folder} (exit code {started.ExitCode}). {started.Error.Trim()}");

    public static RailheadException ServiceNotNoticed(string folder) =>
        new("RH3151", $"s6-svscan did not take up the new service in {folder}.");

    public static RailheadException ProcessesDoNotEnd(string folder, IEnumerable<int> pids) =>
        new(
            "RH3152",
            $"These processes of {folder} do not end: {string.Join(", ", pids.Select(pid => pid.ToString(CultureInfo.InvariantCulture)))}"
        );
}
