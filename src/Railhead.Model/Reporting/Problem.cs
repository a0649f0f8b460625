namespace Railhead.Model;

/// <summary>Turns an exception into the error that people see.</summary>
public static class Problem
{
    const int NoSpace = 28;
    const string DiskFullHint = "Free some space (\"df -h\" shows the disks), then run the same command again.";
    const string NoPermissionHint = "Run the command as the user who owns that file or folder, or change its permissions.";

    public static ErrorBody Of(Exception error) =>
        error switch
        {
            RailheadException known => new(known.Code, known.Message, Hint: known.Hint),
            IOException { HResult: NoSpace } => new("RH3098", $"A disk is full: {error.Message}", Hint: DiskFullHint),
            IOException or UnauthorizedAccessException => new(
                "RH3099",
                error.Message,
                Hint: error is IOException ? null : NoPermissionHint
            ),
            _ => new("RH3999", $"Railhead failed: {error.Message}", Hint: "This is a bug in Railhead: please report it."),
        };

    /// <summary>Whether nothing in Railhead expects this error, so that only its stack trace explains it.</summary>
    public static bool IsUnexpected(Exception error) => error is not (RailheadException or IOException or UnauthorizedAccessException);
}
