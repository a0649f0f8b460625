namespace Railhead.Local.Tests;

public sealed class ClusterTests : IDisposable
{
    readonly TemporaryLayout _place = new();

    public void Dispose() => _place.Dispose();

    Cluster Cluster(string? tools = null) => new(_place.Layout, tools ?? TestPostgres.Tools, TestAccounts.All);

    Task EnsureAsync(string? tools = null, int? wanted = null) =>
        Cluster(tools).EnsureInitialisedAsync(wanted, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_cluster_is_made_once_for_the_databases_user_with_checksums()
    {
        await EnsureAsync();
        var made = Directory.GetCreationTimeUtc(Cluster().Data);
        await EnsureAsync();

        Assert.Equal(made, Directory.GetCreationTimeUtc(Cluster().Data));
        Assert.NotNull(Local.Cluster.PinnedMajor(_place.Layout));
        Assert.Equal(["data"], Directory.EnumerateFileSystemEntries(_place.Layout.Database).Select(Path.GetFileName));
        var control = await new Command(Path.Combine(TestPostgres.Tools, "pg_controldata"), "-D", Cluster().Data) { RunAs = TestAccounts.All.Database }
            .RunAsync(cancellation: TestContext.Current.CancellationToken);
        Assert.Contains("Data page checksum version:           1", control.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_initdb_left_is_replaced()
    {
        var half = Path.Combine(_place.Layout.Database, "data.new");
        Directory.CreateDirectory(half);
        await File.WriteAllTextAsync(Path.Combine(half, "PG_VERSION"), "1", TestContext.Current.CancellationToken);

        await EnsureAsync();

        Assert.False(Directory.Exists(half));
        Assert.True(File.Exists(Path.Combine(Cluster().Data, "global", "pg_control")));
    }

    [Theory]
    [InlineData("precious.txt")]
    [InlineData("PG_VERSION")]
    public async Task A_folder_with_other_peoples_files_is_refused_and_left_alone(string file)
    {
        Directory.CreateDirectory(Cluster().Data);
        var path = Path.Combine(Cluster().Data, file);
        await File.WriteAllTextAsync(path, "15\n", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<DatabaseException>(() => EnsureAsync());

        Assert.Contains(Cluster().Data, error.Message, StringComparison.Ordinal);
        Assert.Equal("15\n", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Data_of_another_major_version_are_refused_with_both_versions()
    {
        Directory.CreateDirectory(Path.Combine(Cluster().Data, "global"));
        await File.WriteAllTextAsync(Path.Combine(Cluster().Data, "PG_VERSION"), "9\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(Cluster().Data, "global", "pg_control"), "", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<DatabaseException>(() => EnsureAsync());

        Assert.Contains("PostgreSQL 9", error.Message, StringComparison.Ordinal);
        Assert.Contains(TestPostgres.Tools, error.Message, StringComparison.Ordinal);
        Assert.Equal("Install postgresql-9.", error.Hint);
    }

    [Fact]
    public async Task A_version_that_is_not_installed_is_refused_before_anything_is_made()
    {
        var error = await Assert.ThrowsAsync<DatabaseException>(() => EnsureAsync(wanted: 99));

        Assert.Contains("99", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Cluster().Data));
    }

    [Fact]
    public async Task Missing_tools_are_named_with_what_to_install()
    {
        var error = await Assert.ThrowsAsync<DatabaseException>(() => EnsureAsync(tools: "/nowhere/bin"));

        Assert.Contains("/nowhere/bin", error.Message, StringComparison.Ordinal);
        Assert.Equal("apt-get install postgresql", error.Hint);
    }

    [Fact]
    public void Unchanged_configuration_is_not_written_again()
    {
        var configuration = new PostgresConfiguration("guestbook-local", 21432, _place.Layout.RunDatabase, "guestbook", "guestbook", ["root"]);

        Assert.True(Cluster().WriteConfiguration(configuration));
        Assert.False(Cluster().WriteConfiguration(configuration));
        Assert.True(Cluster().WriteConfiguration(configuration with { Role = "other" }));
    }
}
