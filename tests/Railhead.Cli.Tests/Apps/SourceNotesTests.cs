namespace Railhead.Cli.Tests;

public class SourceNotesTests
{
    const string Served = "1eb877a000000000000000000000000000000000",
        Head = "abcdef0000000000000000000000000000000000";

    [Fact]
    public void Nothing_is_said_of_a_folder_that_is_as_it_serves() =>
        Assert.Empty(new SourceNotes(Served, Served, BlueprintChanged: false, OthersChanged: false).Lines(serves: true, ""));

    [Fact]
    public void A_newer_commit_is_named_with_the_command_that_deploys_it()
    {
        var notes = new SourceNotes(Served, Head, BlueprintChanged: false, OthersChanged: false);
        Assert.Equal(["1eb877a serves, but HEAD is abcdef0. To deploy it: railhead deploy"], notes.Lines(serves: true, ""));
        Assert.Equal(
            ["1eb877a is deployed, but HEAD is abcdef0. To deploy it: railhead deploy --env staging"],
            notes.Lines(serves: false, " --env staging")
        );
    }

    [Fact]
    public void What_is_not_committed_is_said_apart_for_the_blueprint_which_counts_already()
    {
        var lines = new SourceNotes(Served, Served, BlueprintChanged: true, OthersChanged: true).Lines(serves: true, "").ToList();
        Assert.Equal(2, lines.Count);
        Assert.Equal("the app's folder has uncommitted changes; 1eb877a serves without them.", lines[0]);
        Assert.Contains("uses the committed file", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_git_is_compared_by_its_content() =>
        Assert.Equal(
            ["dir-0123456789ab serves, but the folder is dir-ba9876543210. To deploy it: railhead deploy"],
            new SourceNotes("dir-0123456789ab", "dir-ba9876543210", BlueprintChanged: false, OthersChanged: false).Lines(serves: true, "")
        );
}
