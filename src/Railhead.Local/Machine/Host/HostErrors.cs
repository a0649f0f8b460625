using Railhead.Model;

namespace Railhead.Local;

/// <summary>Errors of the machine: its programs, users, folders and memory file systems.</summary>
public static class HostErrors
{
    public static RailheadException ProgramMissing(string problem) => new("RH3006", problem);

    /// <param name="command">The command of apt-get that failed.</param>
    /// <param name="exitCode">How it ended.</param>
    /// <param name="lastLines">Its last lines, which name the cause.</param>
    public static RailheadException PackagesNotInstalled(string command, int exitCode, IEnumerable<string> lastLines) =>
        new(
            "RH3190",
            $"apt-get {command} failed (exit code {exitCode}). Its last lines:\n{string.Join('\n', lastLines)}",
            "Mend what the lines name, then run the command again."
        );

    public static RailheadException FolderClosedToTasks(string folder, string home) =>
        new(
            "RH3009",
            $"{folder}: other users cannot enter this folder, but the tasks below {home} run as users of their own.",
            $"Set RAILHEAD_HOME to another folder, or: chmod o+x {ShellText.Quote(folder)}"
        );

    public static RailheadException NoHome() =>
        new(
            "RH3141",
            "Neither RAILHEAD_HOME nor HOME is set, so Railhead has no place for its data.",
            "Set RAILHEAD_HOME to a folder that you own."
        );

    /// <param name="refused">Each candidate and why it does not serve.</param>
    public static RailheadException NoMemoryFileSystem(IEnumerable<string> refused) =>
        new(
            "RH3142",
            $"Railhead keeps plain-text secrets in memory only and found no usable tmpfs: {string.Join(", ", refused)}.",
            "Mount one (for example: mount -t tmpfs tmpfs /dev/shm), or set XDG_RUNTIME_DIR to a folder that you own on a tmpfs."
        );

    public static RailheadException RunFolderNotPrivate(string folder) =>
        new(
            "RH3143",
            $"{folder}: this folder belongs to another user, or others may write to it, so Railhead puts no secrets there.",
            "Remove it, or set XDG_RUNTIME_DIR to a tmpfs folder that you own."
        );

    public static RailheadException UserNotMade(string name, CommandResult useradd) =>
        new("RH3144", $"useradd could not make the system user {name} (exit code {useradd.ExitCode}): {useradd.Error.Trim()}");
}
