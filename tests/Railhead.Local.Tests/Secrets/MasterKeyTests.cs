namespace Railhead.Local.Tests;

public sealed class MasterKeyTests : IDisposable
{
    readonly TemporaryLayout _one = new();

    public void Dispose() => _one.Dispose();

    Layout Another(string environment) => _one.Layout with { Environment = environment };

    [Fact]
    public void Everybody_who_asks_at_the_same_time_gets_the_same_key()
    {
        var keys = new string[32];
        Parallel.For(0, keys.Length, i => keys[i] = Convert.ToHexString(_one.MasterKey.EnsureFor(Another($"e{i}"))));

        Assert.Single(keys.Distinct());
        Assert.Equal(32, _one.MasterKey.UsedBy().Count);
    }

    [Fact]
    public void The_key_is_for_its_owner_only()
    {
        _one.MasterKey.EnsureFor(_one.Layout);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_one.MasterKey.Path));
    }

    [Fact]
    public void A_key_that_others_may_read_is_refused_with_the_command_that_mends_it()
    {
        _one.MasterKey.EnsureFor(_one.Layout);
        File.SetUnixFileMode(_one.MasterKey.Path, UnixFileMode.UserRead | UnixFileMode.GroupRead);

        var error = Assert.Throws<SecretsException>(() => _one.MasterKey.EnsureFor(_one.Layout));

        Assert.Equal($"chmod 600 {_one.MasterKey.Path}", error.Hint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("railhead-master-key-1 AAAA\n")]
    [InlineData("railhead-master-key-2 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")]
    [InlineData("railhead-master-key-1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n")]
    public void A_file_that_is_no_key_is_refused_and_left_alone(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_one.MasterKey.Path)!);
        DurableFile.Write(_one.MasterKey.Path, content);

        Assert.Throws<SecretsException>(() => _one.MasterKey.EnsureFor(_one.Layout));
        Assert.Equal(content, File.ReadAllText(_one.MasterKey.Path));
    }

    [Fact]
    public void The_key_goes_with_the_last_environment_and_not_before()
    {
        using var otherHome = new TemporaryLayout();
        var key = _one.MasterKey.EnsureFor(_one.Layout);
        _one.MasterKey.EnsureFor(otherHome.Layout);

        _one.MasterKey.Forget(_one.Layout);
        _one.MasterKey.Forget(_one.Layout);
        Assert.Equal(key, _one.MasterKey.OpenFor(otherHome.Layout));

        _one.MasterKey.Forget(otherHome.Layout);
        Assert.False(Directory.Exists(Path.GetDirectoryName(_one.MasterKey.Path)));
    }

    [Fact]
    public void What_a_killed_writer_left_does_not_keep_the_key_alive()
    {
        _one.MasterKey.EnsureFor(_one.Layout);
        var folder = Path.GetDirectoryName(_one.MasterKey.Path)!;
        File.WriteAllText(Path.Combine(folder, "master.key.1.tmp"), "");
        File.WriteAllText(Path.Combine(folder, "environments", "x.1.tmp"), "");

        _one.MasterKey.Forget(_one.Layout);

        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void Coming_and_going_at_the_same_time_never_leaves_an_environment_without_its_key()
    {
        Parallel.For(
            0,
            8,
            i =>
            {
                var layout = Another($"e{i}");
                for (var round = 0; round < 8; round++)
                {
                    var key = _one.MasterKey.EnsureFor(layout);
                    Assert.Equal(key, _one.MasterKey.OpenFor(layout));
                    _one.MasterKey.Forget(layout);
                }
            }
        );

        Assert.False(File.Exists(_one.MasterKey.Path));
    }

    [Fact]
    public void The_place_follows_the_user()
    {
        Assert.Equal("/etc/railhead/master.key", MasterKey.OfThisUser(true, new Dictionary<string, string> { ["HOME"] = "/root" }).Path);
        Assert.Equal(
            "/home/ä b/.config/railhead/master.key",
            MasterKey.OfThisUser(false, new Dictionary<string, string> { ["HOME"] = "/home/ä b" }).Path
        );
        Assert.Equal(
            "/c/railhead/master.key",
            MasterKey.OfThisUser(false, new Dictionary<string, string> { ["HOME"] = "/home/a", ["XDG_CONFIG_HOME"] = "/c" }).Path
        );
        Assert.Throws<SecretsException>(() => MasterKey.OfThisUser(false, new Dictionary<string, string>()));
    }
}
