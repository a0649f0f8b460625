using Railhead.Model;

namespace Railhead.Local.Tests;

public sealed class MachinePathsTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("rh-paths-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static Func<string, string?> Variables(params (string Name, string Value)[] variables) =>
        name => variables.FirstOrDefault(v => v.Name == name).Value;

    [Fact]
    public void Home_is_where_RAILHEAD_HOME_says_else_the_users_or_the_systems_state_folder()
    {
        Assert.Equal("/x/y", MachinePaths.Home(Variables(("RAILHEAD_HOME", "/x/y/"), ("HOME", "/home/a")), 1000));
        Assert.Equal("/var/lib/railhead", MachinePaths.Home(Variables(("HOME", "/root"), ("XDG_STATE_HOME", "/s")), 0));
        Assert.Equal("/s/railhead", MachinePaths.Home(Variables(("HOME", "/home/a"), ("XDG_STATE_HOME", "/s")), 1000));
        Assert.Equal("/home/a/.local/state/railhead", MachinePaths.Home(Variables(("HOME", "/home/a"), ("XDG_STATE_HOME", "s")), 1000));
        Assert.Throws<RailheadException>(() => MachinePaths.Home(Variables(), 1000));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "link"), "/usr");
        Assert.Equal("/usr/new/home", MachinePaths.Home(Variables(("RAILHEAD_HOME", Path.Combine(_folder, "link", "new", "home"))), 1000));
    }

    [Fact]
    public void A_home_that_others_use_too_keeps_its_permissions()
    {
        const UnixFileMode everybody = (UnixFileMode)0x3ff; // 1777
        File.SetUnixFileMode(_folder, everybody);
        var layout = MachinePaths.LayoutFor(_folder, "shop", "local", Variables(), Ownership.CurrentUid);
        MachinePaths.Prepare(layout, MachineFixture.TestAccounts());
        MachinePaths.DeleteRun(layout);
        Assert.Equal(everybody, File.GetUnixFileMode(_folder));
    }

    [Fact]
    public void The_run_folder_is_on_tmpfs_short_and_the_same_each_time()
    {
        var uid = Ownership.CurrentUid;
        var home = Path.Combine(_folder, new string('x', 150));
        var layout = MachinePaths.LayoutFor(home, "shop", "local", Variables(), uid);
        Assert.Equal("tmpfs", new DriveInfo(Path.GetDirectoryName(Path.GetDirectoryName(layout.Run)!)!).DriveFormat);
        Assert.True(layout.ApiSocket.Length < 100);
        Assert.Equal(layout, MachinePaths.LayoutFor(home, "shop", "local", Variables(), uid));
        Assert.NotEqual(layout.Run, MachinePaths.LayoutFor(home, "shop", "staging", Variables(), uid).Run);
    }

    [Fact]
    public void The_run_folder_stays_the_same_for_a_caller_with_other_variables()
    {
        var uid = Ownership.CurrentUid;
        var other = $"/dev/shm/rh-{Guid.NewGuid().ToString("N")[..6]}";
        Directory.CreateDirectory(other);
        try
        {
            var layout = MachinePaths.LayoutFor(_folder, "shop", "local", Variables(("XDG_RUNTIME_DIR", other)), uid);
            Assert.StartsWith(other + "/", layout.Run, StringComparison.Ordinal);
            MachinePaths.Prepare(layout, MachineFixture.TestAccounts() with { Isolated = false });
            Assert.Equal(layout.Run, MachinePaths.LayoutFor(_folder, "shop", "local", Variables(), uid).Run);
        }
        finally
        {
            Directory.Delete(other, recursive: true);
        }
    }

    [Fact]
    public void Each_user_can_enter_its_own_run_folder_and_no_other()
    {
        var accounts = MachineFixture.TestAccounts() with { Isolated = false };
        var layout = MachinePaths.LayoutFor(_folder, "shop", "local", Variables(), Ownership.CurrentUid);
        MachinePaths.Prepare(layout, accounts);
        try
        {
            void Is(string path, Account owner, UnixFileMode mode)
            {
                var status = FileStatus.Of(path)!;
                Assert.Equal((owner.Uid, mode), (status.Uid, status.Mode));
            }

            const UnixFileMode only = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            Is(layout.Run, accounts.Control, only | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            Is(layout.RunControl, accounts.Control, only);
            Is(layout.RunTasks, accounts.Control, only);
            Is(layout.RunLoadBalancer, accounts.Platform, only);
            Is(layout.RunStorage, accounts.Platform, only);
            Is(layout.RunDatabase, accounts.Database, only);
        }
        finally
        {
            MachinePaths.DeleteRun(layout);
        }

        Assert.False(Directory.Exists(layout.Run));
    }

    [Fact]
    public void A_folder_that_other_users_cannot_enter_is_named()
    {
        var closed = Path.Combine(_folder, "closed");
        Directory.CreateDirectory(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.SetUnixFileMode(_folder, (UnixFileMode)Convert.ToInt32("755", 8));
        Assert.Equal(closed, MachinePaths.BlockingFolder(Path.Combine(closed, "home")));
        Directory.CreateSymbolicLink(Path.Combine(_folder, "link"), Path.Combine(closed, "inside"));
        Directory.CreateDirectory(Path.Combine(closed, "inside"));
        Assert.Equal(closed, MachinePaths.BlockingFolder(Path.Combine(_folder, "link", "home")));

        var layout = MachinePaths.LayoutFor(Path.Combine(closed, "home"), "shop", "local", Variables(), Ownership.CurrentUid);
        var error = Assert.Throws<RailheadException>(() =>
            MachinePaths.Prepare(layout, MachineFixture.TestAccounts() with { Isolated = true })
        );
        Assert.Contains($"{closed}: other users cannot enter", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_somebody_else_made_under_our_name_gets_no_secrets()
    {
        var squatted = $"/dev/shm/rh-{Guid.NewGuid().ToString("N")[..6]}";
        var own = Path.Combine(squatted, $"railhead-{Ownership.CurrentUid}");
        Directory.CreateDirectory(own);
        File.SetUnixFileMode(own, (UnixFileMode)Convert.ToInt32("777", 8));
        try
        {
            Assert.DoesNotContain(
                squatted,
                MachinePaths.LayoutFor(_folder, "shop", "local", Variables(("XDG_RUNTIME_DIR", squatted)), Ownership.CurrentUid).Run,
                StringComparison.Ordinal
            );
        }
        finally
        {
            Directory.Delete(squatted, recursive: true);
        }
    }
}
