using Railhead.Model;

namespace Railhead.Local.Tests;

public sealed class AuthorizedKeysTests
{
    const string Program = "/home of \"r\"/bin/railhead",
        Socket = "/run/railhead-0/1f3a9c27/push/push.sock";

    static readonly Layout Shop = new("/home of \"ü\"", "shop", "local", "");

    static PushKey Key(string name, byte number = 7, string app = "shop") =>
        new(name, PublicKey.Parse(KeyText.Ed25519(number)), Shop.Home, app, "local");

    static AuthorizedKeys Add(AuthorizedKeys keys, PushKey key, bool exists = true) =>
        keys.Add(key, key.Line(Program, Socket), "authorized_keys", _ => exists);

    [Theory]
    [InlineData("")]
    [InlineData("# mine\nssh-ed25519 AAAAforeign me\n")]
    [InlineData("from=\"10.0.0.0/8\",command=\"x\" ssh-rsa AAAAforeign")]
    [InlineData("\r\n\r\nssh-rsa AAAA \u00ff\u0080\u0000 \tx\r\n  \n")]
    [InlineData("restrict,command=\"id\" ssh-ed25519 AAAA railhead-push shop local me /home\n")]
    public void Lines_of_others_stay_byte_by_byte(string before)
    {
        var more = Add(Add(new AuthorizedKeys(before), Key("anna")), Key("ben", 8));
        Assert.StartsWith(before, more.Text, StringComparison.Ordinal);
        Assert.Equal(["anna", "ben"], more.Of(Shop).Select(key => key.Name));
        Assert.EndsWith("\n", more.Text, StringComparison.Ordinal);

        var end = before.Length == 0 || before.EndsWith('\n') ? "" : "\n";
        Assert.Equal(before + end, more.Where(key => !key.IsOf(Shop)).Text);
    }

    [Fact]
    public void A_line_names_its_key_and_lets_it_run_one_command()
    {
        var key = Key("anna");
        var line = key.Line(Program, Socket);
        Assert.StartsWith("restrict,command=\"", line, StringComparison.Ordinal);
        Assert.Contains(
            $"'/home of \\\"r\\\"/bin/railhead' git-shell {Socket} anna\" {key.Key.Type} {key.Key.Text} ",
            line,
            StringComparison.Ordinal
        );
        Assert.Equal(key, Assert.Single(Add(new AuthorizedKeys(""), key).Keys));
    }

    [Fact]
    public void The_same_key_twice_changes_nothing()
    {
        var once = Add(new AuthorizedKeys("# x"), Key("anna"));
        Assert.Same(once, Add(once, Key("anna")));
    }

    [Fact]
    public void A_name_or_a_key_that_is_taken_is_refused()
    {
        var keys = Add(new AuthorizedKeys(""), Key("anna"));
        Refused("RH3227", () => Add(keys, Key("anna", 8)));
        Refused("RH3228", () => Add(keys, Key("ben")));
        var other = Refused("RH3229", () => Add(keys, Key("anna", 7, "blog")));
        Assert.Contains("shop · local", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_may_stand_for_another_key_in_another_app()
    {
        var keys = Add(Add(new AuthorizedKeys(""), Key("anna")), Key("anna", 8, "blog"));
        Assert.Equal(["shop", "blog"], keys.Keys.Select(key => key.App));
        Assert.Equal(["anna"], keys.Of(Shop).Select(key => key.Name));
    }

    [Fact]
    public void A_key_of_an_environment_that_is_gone_gives_way()
    {
        var keys = Add(Add(new AuthorizedKeys(""), Key("anna")), Key("anna", 7, "blog"), exists: false);
        Assert.Equal("blog", Assert.Single(keys.Keys).App);
    }

    [Theory]
    [InlineData("ssh-ed25519 KEY somebody")]
    [InlineData("  ssh-ed25519\tKEY\r")]
    [InlineData("no-pty ssh-ed25519 KEY")]
    public void A_key_that_is_there_for_something_else_is_refused_with_its_line(string line)
    {
        var foreign = new AuthorizedKeys("# x\n" + line.Replace("KEY", Key("a").Key.Text, StringComparison.Ordinal) + "\n");
        var error = Refused("RH3230", () => Add(foreign, Key("anna")));
        Assert.Contains("authorized_keys has this key in line 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_in_a_comment_is_no_obstacle() => Add(new AuthorizedKeys("#ssh-ed25519 " + Key("a").Key.Text), Key("anna"));

    [Fact]
    public void A_new_program_rewrites_the_lines_of_its_own_environment_only()
    {
        var keys = Add(Add(Add(new AuthorizedKeys("# x\n"), Key("anna")), Key("anna", 8, "blog")), Key("ben", 9));
        var fresh = keys.Refreshed(Shop, key => key.Line("/new/railhead", Socket));
        Assert.Equal(keys.Keys, fresh.Keys);
        var lines = fresh.Text.Split('\n');
        Assert.Equal([false, true, false, true], lines.Take(4).Select(line => line.Contains("/new/railhead", StringComparison.Ordinal)));
        Assert.Equal(fresh, fresh.Refreshed(Shop, key => key.Line("/new/railhead", Socket)));
    }

    [Fact]
    public void A_home_with_a_line_break_is_refused() =>
        Refused("RH3233", () => (Key("anna") with { Home = "/a\nssh-rsa AAAA" }).Line(Program, Socket));

    [Theory]
    [InlineData("anna")]
    [InlineData("anna.b+c@laptop-2_x")]
    [InlineData("9")]
    public void A_name_is_one_plain_word(string name) => Assert.True(PushKey.IsName(name));

    [Theory]
    [InlineData("")]
    [InlineData("-rf")]
    [InlineData(".x")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("a\"b")]
    [InlineData("a/b")]
    [InlineData("ü")]
    [InlineData("a23456789012345678901234567890123456789012345678901234567890123456")]
    public void Other_names_are_refused(string name) => Assert.False(PushKey.IsName(name));

    [Fact]
    public void The_file_is_closed_to_others_and_a_link_stays_one()
    {
        using var folder = new TemporaryFolder();
        var home = Directory.CreateDirectory(Path.Combine(folder.Path, ".ssh")).FullName;
        var real = Path.Combine(folder.Path, "dotfiles");
        byte[] before = [.. "# \u00fc"u8, 0xff, (byte)'\n'];
        File.WriteAllBytes(real, before);
        File.SetUnixFileMode(real, FileModes.EverybodyReads | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        File.SetUnixFileMode(home, FileModes.EverybodyReads | UnixFileMode.GroupWrite);
        File.CreateSymbolicLink(Path.Combine(home, "authorized_keys"), real);
        var file = KeysIn(folder.Path);

        Assert.True(file.Change(keys => Add(keys, Key("anna"))));
        Assert.False(file.Change(keys => Add(keys, Key("anna"))));

        Assert.Equal(real, new FileInfo(file.File).LinkTarget);
        Assert.Equal(before, File.ReadAllBytes(real).Take(before.Length));
        Assert.Equal(FileModes.EverybodyReads, File.GetUnixFileMode(real));
        Assert.Equal(FileModes.EverybodyReads, File.GetUnixFileMode(home));
        Assert.Equal(Shop.Home, Assert.Single(file.Read().Keys).Home);
        Assert.Equal(["authorized_keys"], Directory.EnumerateFileSystemEntries(home).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public void A_new_file_is_its_owners_alone()
    {
        using var folder = new TemporaryFolder();
        var file = KeysIn(folder.Path);
        Assert.True(file.Change(keys => Add(keys, Key("anna"))));
        Assert.Equal(FileModes.OwnerFile, File.GetUnixFileMode(file.File));
        Assert.Equal(FileModes.Owner, File.GetUnixFileMode(Path.GetDirectoryName(file.File)!));
    }

    [Fact]
    public async Task Of_many_that_add_a_key_at_once_none_is_lost()
    {
        using var folder = new TemporaryFolder();
        await Parallel.ForAsync(
            1,
            21,
            TestContext.Current.CancellationToken,
            (number, _) =>
            {
                KeysIn(folder.Path).Change(keys => Add(keys, Key($"k{number}", (byte)number)));
                return ValueTask.CompletedTask;
            }
        );
        Assert.Equal(20, KeysIn(folder.Path).Read().Keys.Count);
    }

    static AuthorizedKeysFile KeysIn(string home) =>
        new(new PushAccount(new Account("me", Ownership.CurrentUid, Ownership.CurrentGid), home, IsOwn: false));

    static RailheadException Refused(string code, Action act)
    {
        var error = Assert.Throws<RailheadException>(act);
        Assert.Equal(code, error.Code);
        return error;
    }
}
