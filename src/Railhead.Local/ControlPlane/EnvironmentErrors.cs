using Railhead.Model;

namespace Railhead.Local;

/// <summary>
/// The errors that people see from outside the control plane: it does not start or answer, or the environment's record is unusable.
/// </summary>
public static class EnvironmentErrors
{
    public static RailheadException RecordIsNewer(string file) =>
        new("RH3004", $"{file} was written by a newer Railhead. Use that version again.");

    public static RailheadException RecordDamaged(string file, string reason) =>
        new(
            "RH2011",
            $"{file} is damaged ({reason}).",
            "Restore it, or delete it: \"railhead up\" in the app's folder writes it again and keeps the data."
        );

    public static RailheadException ControlPlaneNotStarted(TimeSpan limit, string lastLines, string log) =>
        new("RH3007", $"The control plane did not answer within {limit.TotalSeconds:0} s.{lastLines}", $"The whole log is {log}.");

    public static ControlPlaneSilentException ControlPlaneSilent(TimeSpan patience) =>
        new(
            "RH3050",
            $"The control plane has not answered for {patience.TotalSeconds:0} s.",
            "The app keeps running without it; \"railhead up\" starts it again."
        );

    public static RailheadException AnswerNotUnderstood(int status, string text) =>
        new("RH3051", $"The control plane answered {status}: {text}");
}
