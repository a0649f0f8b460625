using Railhead.Model;

namespace Railhead.Local;

/// <summary>The errors of a folder without git as a source.</summary>
static class SourceErrors
{
    public static RailheadException IgnoreFilesNotRead(string folder, string reason) =>
        new("RH3140", $"{folder}: git could not read the ignore files of this folder: {reason}");
}
