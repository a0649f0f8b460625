using System.Net.Sockets;

namespace Railhead.Local.Tests;

public sealed class TemporaryFoldersTests
{
    [Fact]
    public async Task Two_tasks_may_create_the_same_lock_and_a_restart_begins_without_it()
    {
        await using var machine = await MachineFixture.StartAsync();
        Directory.CreateDirectory(machine.Layout.Release(1));
        const string start =
            "set -C; : > \"$TMPDIR/x.lock\" && stat -c 'mode %a %F' \"$TMPDIR\"; stat -f -c 'on %T' \"$TMPDIR\"; exec sleep 100";
        var architecture = Some.Architecture(start: start);
        var installer = TaskInstallerTests.Installer(machine);
        foreach (var id in (string[])["a1", "b2"])
        {
            await installer.InstallAsync(Some.Task(id), architecture, MachineFixture.Cancellation);
            await machine.LoggedAsync(TaskInstaller.AppService(id), "mode 700 directory");
        }

        var app = TaskInstaller.AppService("a1");
        var log = machine.Log(app);
        Assert.DoesNotContain("tmpfs", log, StringComparison.Ordinal);
        await machine.Supervisor.RestartAsync(app, MachineFixture.Cancellation);
        await Eventually.TrueAsync(
            () => machine.Log(app).Split("mode 700").Length == 3,
            "the lock of the process before is not in the way"
        );
        await machine.Supervisor.StopAsync(app, MachineFixture.Cancellation);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(machine.Layout.Tasks, "a1", "tmp")));
    }

    [Fact]
    public async Task A_path_that_is_too_long_for_sockets_gets_a_short_name()
    {
        await using var machine = await MachineFixture.StartAsync(app: "abcdefghij-klmnopqrs", svscan: false);
        var folders = new TemporaryFolders(machine.Layout, machine.Accounts.Control);
        var folder = Path.Combine(machine.Layout.Root, new string('x', 40), "tmp");
        var path = folders.Make("a1", folder, machine.Accounts.Task);
        Assert.True(path.Length <= 66, path);
        Assert.Equal(FileModes.Owner, File.GetUnixFileMode(folder));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint($"{path}/{new string('s', 40)}"));
        Assert.Equal(path, folders.Make("a1", folder, machine.Accounts.Task));
        folders.Remove("a1", folder);
        Assert.False(Path.Exists(folder));
        Assert.Empty(Directory.EnumerateFileSystemEntries(machine.Layout.RunTemporary));
    }
}
