using System.Globalization;

namespace Railhead.Local;

/// <summary>The user that pushes over SSH log in as.</summary>
/// <param name="User">Root's environments: <c>railhead-git</c>. Any other user's: that user.</param>
/// <param name="Home">Its home folder.</param>
/// <param name="IsOwn">Whether it exists for pushes alone.</param>
public sealed record PushAccount(Account User, string Home, bool IsOwn)
{
    public const string Name = "railhead-git";

    // /bin/sh: sshd has the user's shell run the forced command, and nologin would refuse it.
    const string Shell = "/bin/sh",
        OwnHome = "/var/lib/railhead-git";

    /// <summary>The place where sshd looks unless its configuration says otherwise.</summary>
    public string KeysFile => Path.Combine(Home, ".ssh", "authorized_keys");

    /// <summary>Null while root has no such user.</summary>
    public static async Task<PushAccount?> FindAsync(CancellationToken cancellation)
    {
        if (Ownership.CurrentUid == 0)
        {
            return await Accounts.FindAsync(Name, cancellation) is { } user ? new PushAccount(user, OwnHome, IsOwn: true) : null;
        }

        var entry = await EntryAsync(Ownership.CurrentUid.ToString(CultureInfo.InvariantCulture), cancellation);
        return entry is { } found ? new PushAccount(found.User, found.Home, IsOwn: false) : null;
    }

    /// <summary>As root, makes the user when it is missing. Its home and its keys belong to root, so that it cannot change them.</summary>
    /// <exception cref="Railhead.Model.RailheadException">There is such a user, but not one that sshd lets in.</exception>
    public static async Task<PushAccount> EnsureAsync(TimeProvider time, CancellationToken cancellation)
    {
        if (Ownership.CurrentUid != 0)
        {
            return await FindAsync(cancellation) ?? throw PushKeyErrors.NoHome(Ownership.CurrentUid);
        }

        // "*" is no password that anybody has. The "!" that useradd writes by itself is a locked account, which sshd refuses.
        await Accounts.EnsureUserAsync(
            Name,
            ["--system", "--user-group", "--no-create-home", "--home-dir", OwnHome, "--shell", Shell, "--password", "*", Name],
            time,
            cancellation
        );
        var (user, home, shell) = (await EntryAsync(Name, cancellation))!.Value;
        if (home != OwnHome)
        {
            throw PushKeyErrors.UserNotUsable(Name, $"its home is {home} and not {OwnHome}", $"usermod --home {OwnHome} {Name}");
        }

        if (shell != Shell)
        {
            throw PushKeyErrors.UserNotUsable(Name, $"its shell is {shell} and not {Shell}", $"usermod --shell {Shell} {Name}");
        }

        var shadow = await new Command("getent", "shadow", Name).RunAsync(cancellation: cancellation);
        if (shadow.Output.Split(':') is [_, ['!', ..], ..])
        {
            throw PushKeyErrors.UserNotUsable(Name, "it is locked", $"usermod --password '*' {Name}");
        }

        Ownership.EnsureFolder(OwnHome, new Account("root", 0, 0), FileModes.EverybodyReads);
        Ownership.EnsureFolder(Path.Combine(OwnHome, ".ssh"), user with { Uid = 0 }, FileModes.GroupReads);
        return new PushAccount(user, OwnHome, IsOwn: true);
    }

    static async Task<(Account User, string Home, string Shell)?> EntryAsync(string user, CancellationToken cancellation)
    {
        var result = await new Command("getent", "passwd", user).RunAsync(cancellation: cancellation);
        return result.Succeeded && result.Output.Split('\n')[0].Split(':') is [var name, _, var uid, var gid, _, var home, var shell]
            ? (new Account(name, uint.Parse(uid, CultureInfo.InvariantCulture), uint.Parse(gid, CultureInfo.InvariantCulture)), home, shell)
            : null;
    }
}
