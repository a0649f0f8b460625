using System.Globalization;
using System.Text.Json;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead releases</c>: the releases that a rollback can go back to, newest first.</summary>
sealed class ReleasesCommand() : FolderCommand("releases", "List the releases that a rollback can go back to")
{
    public override async Task<int> RunAsync(Invocation call)
    {
        using var environment = EnvironmentConnection.Open(call);
        var releases = await environment.Client.GetAsync("/releases", ApiJson.Default.IReadOnlyListReleaseDocument, call.Cancellation);
        if (call.Json)
        {
            call.Out.WriteLine(JsonSerializer.Serialize(releases, ApiJson.Default.IReadOnlyListReleaseDocument));
            return ExitCode.Done;
        }

        if (releases.Count == 0)
        {
            call.Error.WriteLine("Nothing has been deployed yet.");
        }

        foreach (var release in releases)
        {
            var time = release.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            call.Out.WriteLine(
                $"{(release.Current ? "*" : " ")} {release.Number, 4}  {Words.Short(release.Revision), -16}  {time}  {release.Subject}"
            );
        }

        return ExitCode.Done;
    }
}
