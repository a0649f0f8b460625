namespace Railhead.Local;

/// <summary>
/// The configuration of the environment's repository. Git runs in it as the user who pushes, whose own configuration counts for each key
/// that is not written here.
/// </summary>
static class RepositoryConfiguration
{
    public const string Sha1 = "sha1";

    /// <param name="hooks">The folder of its hooks, absolute.</param>
    /// <param name="objectFormat"><c>sha1</c> or <c>sha256</c>.</param>
    public static string Text(string hooks, string objectFormat) =>
        $"""
            # Written by Railhead at each "railhead up".
            [core]
            	repositoryFormatVersion = {(objectFormat == Sha1 ? 0 : 1)}
            	fileMode = true
            	bare = true
            	hooksPath = {Quoted(hooks)}
            	logAllRefUpdates = true
            	fsmonitor = false
            	sharedRepository = false
            {(objectFormat == Sha1 ? "" : $"[extensions]\n\tobjectFormat = {objectFormat}\n")}[receive]
            	# Every ref goes through the hook that gives each of them a verdict.
            	procReceiveRefs = refs
            	hideRefs = !refs
            	hideRefs = refs/railhead
            	shallowUpdate = true
            	advertisePushOptions = true
            	advertiseAtomic = true
            	denyDeletes = false
            	denyNonFastForwards = false
            	denyCurrentBranch = ignore
            	denyDeleteCurrent = ignore
            	autogc = false
            	updateServerInfo = false
            	maxInputSize = 0
            	# Old histories have objects that today's rules refuse. The checkout reads names and modes by itself.
            	fsckObjects = false
            [transfer]
            	fsckObjects = false
            [uploadpack]
            	hideRefs = !refs
            	hideRefs = refs/railhead
            [gc]
            	auto = 0

            """;

    static string Quoted(string path) => $"\"{path.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
}
