namespace Railhead.Cli;

/// <summary>A plan as JSON that the user names: the output of <c>terraform show -json</c>.</summary>
static class PlanFile
{
    public static string PathOf(Invocation call, string file) => Path.GetFullPath(file, call.Terminal.Folder);

    /// <exception cref="UsageException">There is no such file.</exception>
    public static Task<string> ReadAsync(Invocation call, string file) =>
        PathOf(call, file) is var path && File.Exists(path)
            ? File.ReadAllTextAsync(path, call.Cancellation)
            : throw CommandErrors.PlanMissing(file);
}
