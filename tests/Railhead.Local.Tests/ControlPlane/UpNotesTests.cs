namespace Railhead.Local.Tests;

/// <summary>The notes of an <c>up</c> on changes that it cannot apply by itself.</summary>
public sealed class UpNotesTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("build: make", "build: make", "")]
    [InlineData("build: make", "build: make all", "build")]
    [InlineData("", "build: make", "build")]
    [InlineData("build: make", "", "build")]
    [InlineData("release: ./migrate", "release: ./migrate --all", "release")]
    [InlineData("build: make", "release: ./migrate", "build, release")]
    [InlineData("env: { A: '1' }", "env: { A: '2' }", "")]
    public void A_key_that_matters_while_a_release_is_made_waits_for_the_next_deployment(string released, string wanted, string expected) =>
        Assert.Equal(
            expected,
            string.Join(", ", UpNotes.NeedDeployment(Some.Architecture(more: released), Some.Architecture(more: wanted)))
        );

    [Theory]
    [InlineData(null, 15, 0)]
    [InlineData(15, 15, 0)]
    [InlineData(16, 15, 1)]
    [InlineData(14, 15, 1)]
    public void Another_major_version_than_that_of_the_data_is_noted(int? wanted, int pinned, int notes) =>
        Assert.Equal(notes, UpNotes.OfDatabase(wanted, pinned, []).Count);

    [Fact]
    public void The_note_on_the_version_names_both() =>
        Assert.Equal(
            ["database.version 16: the data is of PostgreSQL 15, which is pinned at first use and stays."],
            UpNotes.OfDatabase(16, 15, [])
        );

    [Fact]
    public void Settings_that_wait_for_a_restart_are_noted_together_after_the_version() =>
        Assert.Equal(
            [
                "database.version 16: the data is of PostgreSQL 15, which is pinned at first use and stays.",
                "max_connections, shared_buffers: takes effect when the database starts again: railhead down, then railhead up.",
            ],
            UpNotes.OfDatabase(16, 15, ["max_connections", "shared_buffers"])
        );
}
