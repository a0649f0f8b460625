namespace Railhead.Local.Tests;

public sealed class ClusterTests : IDisposable
{
    readonly TemporaryLayout _place = new();

    public void Dispose() => _place.Dispose();

    Cluster Cluster => Cluster.Choose(_place.Layout, TestPostgres.Installed, TestAccounts.All, null);

    Task EnsureAsync() => Cluster.EnsureInitialisedAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_cluster_is_made_once_whatever_a_killed_initdb_left()
    {
        var half = Path.Combine(_place.Layout.Database, "data.new");
        Directory.CreateDirectory(half);
        await File.WriteAllTextAsync(Path.Combine(half, "PG_VERSION"), "1", TestContext.Current.CancellationToken);

        await EnsureAsync();
        Assert.True(File.Exists(Path.Combine(Cluster.Data, "global", "pg_control")));
        Assert.Equal(["data"], Directory.EnumerateFileSystemEntries(_place.Layout.Database).Select(Path.GetFileName));
        Assert.Equal(Cluster.Server.Major, Cluster.PinnedMajor(_place.Layout));

        var made = Directory.GetLastWriteTimeUtc(Cluster.Data);
        await EnsureAsync();
        Assert.Equal(made, Directory.GetLastWriteTimeUtc(Cluster.Data));
    }

    [Fact]
    public async Task An_initdb_that_is_cancelled_leaves_a_state_from_which_the_next_one_works()
    {
        // An initdb that has begun its work and takes for ever.
        var bin = Directory.CreateDirectory(Path.Combine(_place.Folder, "bin")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(bin, "initdb"),
            "#!/bin/sh\necho 15 > \"$2/PG_VERSION\"; mkdir \"$2/global\"; : > \"$2/global/pg_control\"; echo $$ > \"$2/pid\"; exec sleep 1000\n",
            TestContext.Current.CancellationToken
        );
        const UnixFileMode everybody = (UnixFileMode)0b111_101_101;
        File.SetUnixFileMode(Path.Combine(bin, "initdb"), everybody);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var slow = new Cluster(_place.Layout, new PostgresInstallation(15, "15.1", bin), TestAccounts.All);
        var making = slow.EnsureInitialisedAsync(end.Token);
        var pid = int.Parse(
            await Eventually.IsAsync(
                () => PidIn(Path.Combine(_place.Layout.Database, "data.new", "pid")),
                text => text.EndsWith('\n'),
                "initdb runs"
            ),
            System.Globalization.CultureInfo.InvariantCulture
        );

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => making);

        Assert.False(ProcessTable.Find(pid) is { IsZombie: false });
        Assert.False(Directory.Exists(Cluster.Data));
        Assert.Null(Cluster.PinnedMajor(_place.Layout));
        await EnsureAsync();
        Assert.False(File.Exists(Path.Combine(Cluster.Data, "pid")));
        Assert.Equal(Cluster.Server.Major, Cluster.PinnedMajor(_place.Layout));
        Assert.Equal(["data"], Directory.EnumerateFileSystemEntries(_place.Layout.Database).Select(Path.GetFileName));
    }

    static string PidIn(string file) => File.Exists(file) ? File.ReadAllText(file) : "";

    [Theory]
    [InlineData("precious.txt")]
    [InlineData("PG_VERSION")]
    public async Task A_folder_with_other_peoples_files_is_refused_and_left_alone(string file)
    {
        Directory.CreateDirectory(Cluster.Data);
        var path = Path.Combine(Cluster.Data, file);
        await File.WriteAllTextAsync(path, "15\n", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<DatabaseException>(EnsureAsync);

        Assert.Contains(Cluster.Data, error.Message, StringComparison.Ordinal);
        Assert.Equal("15\n", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_server_that_fits_is_chosen()
    {
        PostgresInstallation[] installed = [new(16, "16.1", "/16/bin"), new(15, "15.18", "/15/bin")];

        Assert.Equal(16, Cluster.Choose(_place.Layout, installed, TestAccounts.All, null).Server.Major);
        Assert.Equal(15, Cluster.Choose(_place.Layout, installed, TestAccounts.All, 15).Server.Major);
        Pin("15\n");
        Assert.Equal(15, Cluster.Choose(_place.Layout, installed, TestAccounts.All, null).Server.Major);
    }

    [Theory]
    [InlineData("9", null, "data are of PostgreSQL 9", "installed is 15 (/15/bin)", "apt-get install postgresql-9")]
    [InlineData("15", 16, "data are of PostgreSQL 15", "the blueprint wants 16", "Write database: { version: 15 }, or leave it out.")]
    [InlineData(
        null,
        16,
        "The blueprint wants PostgreSQL 16",
        "installed is 15 (/15/bin)",
        "Install it (apt-get install postgresql-16), or leave database.version out."
    )]
    public void A_version_that_does_not_fit_is_told_with_both_versions(string? pinned, int? wanted, string one, string other, string hint)
    {
        if (pinned is not null)
        {
            Pin(pinned);
        }

        var error = Assert.Throws<DatabaseException>(() =>
            Cluster.Choose(_place.Layout, [new(15, "15.18", "/15/bin")], TestAccounts.All, wanted)
        );

        Assert.Contains(one, error.Message, StringComparison.Ordinal);
        Assert.Contains(other, error.Message, StringComparison.Ordinal);
        Assert.Equal(hint, error.Hint);
    }

    [Fact]
    public void Without_a_server_the_package_is_named() =>
        Assert.Equal(
            "apt-get install postgresql",
            Assert.Throws<DatabaseException>(() => Cluster.Choose(_place.Layout, [], TestAccounts.All, null)).Hint
        );

    [Fact]
    public async Task A_failed_initdb_tells_its_own_words_and_leaves_no_data()
    {
        var bin = Path.Combine(_place.Folder, "bin");
        Directory.CreateDirectory(bin);
        var initdb = Path.Combine(bin, "initdb");
        await File.WriteAllTextAsync(initdb, "#!/bin/sh\necho no room >&2\nexit 1\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(initdb, (UnixFileMode)0x1ed);

        var error = await Assert.ThrowsAsync<DatabaseException>(() =>
            new Cluster(_place.Layout, new PostgresInstallation(15, "15", bin), TestAccounts.All).EnsureInitialisedAsync(
                TestContext.Current.CancellationToken
            )
        );

        Assert.Contains("no room", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Cluster.Data));
    }

    [Fact]
    public void Unchanged_configuration_is_not_written_again()
    {
        var architecture = TestArchitecture.Make();
        var configuration = PostgresConfiguration.For(architecture, architecture.Database!, _place.Layout, TestAccounts.All, 21432);

        Assert.True(Cluster.WriteConfiguration(configuration));
        Assert.False(Cluster.WriteConfiguration(configuration));
        Assert.True(Cluster.WriteConfiguration(configuration with { Role = "other" }));
    }

    void Pin(string content)
    {
        var data = Path.Combine(_place.Layout.Database, "data");
        Directory.CreateDirectory(data);
        File.WriteAllText(Path.Combine(data, "PG_VERSION"), content);
    }
}
