using System.Globalization;
using Railhead.Model;

namespace Railhead.Local;

/// <summary>Every error of the control plane.</summary>
public static class ControlPlaneErrors
{
    public static RailheadException StateIsNewer(string path, int schema, int known) =>
        new("RH3001", $"{path} was written by a newer Railhead (schema {schema}, this one knows {known}). Use that version again.");

    public static RailheadException StateUnreadable(string path, string reason) =>
        new(
            "RH3002",
            $"Railhead cannot read its state in {path}: {reason}. Restore the file from a backup, or move it away to start "
                + "without releases."
        );

    public static RailheadException BlueprintNoLongerValid(string finding) =>
        new("RH3003", $"The blueprint of the running environment is not valid for this version of Railhead: {finding}");

    public static RailheadException NothingApplied() =>
        new("RH3014", "The first \"railhead up\" of this environment did not get far enough to be continued.", "Run it again.");

    public static RailheadException RecordMissing(string folder) =>
        new("RH3005", $"{folder} has no environment.json; run \"railhead up\" again.");

    public static RailheadException TooManyTasks(int limit) =>
        new(
            "RH3010",
            string.Create(CultureInfo.InvariantCulture, $"More than {limit} tasks exist at once; an environment has no more ports.")
        );

    public static RailheadException PartNotReady(PlatformPart part, TimeSpan limit, string reason) =>
        new("RH3020", $"The {part.Name()} did not become ready within {limit.TotalSeconds:0} s: {reason}");

    public static RailheadException StoreSilent(TimeSpan limit, string log) =>
        new("RH3022", $"The object store did not answer for {limit.TotalSeconds:0} s.", $"Its log is {log}.");

    public static RailheadException StoreRefuses(string reason) =>
        new("RH3100", $"The object store does not accept its configuration: {reason}");

    public static RailheadException LoadBalancerNotStarted(TimeSpan limit, string reason, string lastLines, string log) =>
        new("RH3024", $"The load balancer did not start within {limit.TotalSeconds:0} s: {reason}{lastLines}", $"Its whole log is {log}.");

    public static RailheadException NoEarlierRelease(IEnumerable<int> kept) =>
        new("RH3030", "There is no release before the current one.", Kept(kept));

    public static RailheadException NoSuchRelease(int number, IEnumerable<int> kept) =>
        new("RH3101", string.Create(CultureInfo.InvariantCulture, $"There is no release {number}."), Kept(kept));

    public static RailheadException NothingDeployed() =>
        new("RH3041", "Nothing is deployed yet, so there is no release to run a command in.", "Run \"railhead up\" first.");

    static string Kept(IEnumerable<int> kept) =>
        !kept.Any()
            ? "Nothing is deployed yet. Run \"railhead up\" first."
            : $"These releases are kept: {string.Join(", ", kept)}. \"railhead releases\" lists them.";
}
