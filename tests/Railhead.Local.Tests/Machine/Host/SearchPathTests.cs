namespace Railhead.Local.Tests;

public sealed class SearchPathTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Folders_that_the_user_cannot_enter_are_left_out()
    {
        Assert.SkipUnless(MachineFixture.IsRoot, "only root can run something as another user");
        var (open, closed) = (Make("open", FileModes.EverybodyReads), Make("closed", FileModes.Owner));
        var below = Path.Combine(closed, "shims");
        Directory.CreateDirectory(below);
        var later = Path.Combine(open, "later");
        File.SetUnixFileMode(_folder.Path, FileModes.EverybodyReads);

        var path = await ReachableAsync($"{closed}:{below}:{open}:relative::{later}:/usr/bin", new Account("u61004", 61004, 61004));

        Assert.Equal($"{open}:{later}:/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin", path);
    }

    [Fact]
    public async Task The_users_own_folders_stay()
    {
        var own = Make("own", FileModes.Owner);
        var path = await ReachableAsync($"{own}:{own}", new Account("me", Ownership.CurrentUid, Ownership.CurrentGid));
        Assert.Equal($"{own}:{SearchPath.OfSystem}", path);
    }

    static Task<string> ReachableAsync(string path, Account user) =>
        SearchPath.ReachableAsync(path, user, TestContext.Current.CancellationToken);

    string Make(string name, UnixFileMode mode)
    {
        var path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, mode);
        return path;
    }
}
