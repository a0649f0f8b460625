using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Railhead.Local;

/// <summary>
/// Who runs what. Started by root these are five users; started by anybody else all five are that user, <see cref="Isolated"/> is false
/// and nothing changes user.
/// </summary>
public sealed record Accounts(Account Control, Account Platform, Account Database, Account Build, Account Task, bool Isolated)
{
    const int LongestName = 32;

    static readonly TimeSpan UserLimit = TimeSpan.FromSeconds(15),
        LockLimit = TimeSpan.FromSeconds(30);

    /// <summary>Finds the users of an environment; as root, makes those that are missing. Safe when two do it at once.</summary>
    public static async Task<Accounts> EnsureAsync(
        string app,
        string environment,
        TimeProvider time,
        CancellationToken cancellation = default
    )
    {
        var current = await CurrentAsync(cancellation);
        if (current.Uid != 0)
        {
            return new Accounts(current, current, current, current, current, Isolated: false);
        }

        return new Accounts(
            current,
            await EnsureUserAsync("railhead", time, cancellation),
            await EnsureUserAsync("railhead-db", time, cancellation),
            await EnsureUserAsync("railhead-build", time, cancellation),
            await EnsureUserAsync(TaskUser(app, environment), time, cancellation),
            Isolated: true
        );
    }

    /// <summary>
    /// Removes the environment's own user; the users that environments share stay. A user whose processes still run stays too
    /// (another home on this machine has an environment of the same name), and the result is false.
    /// </summary>
    public static async Task<bool> RemoveAsync(string app, string environment, CancellationToken cancellation = default)
    {
        if (Ownership.CurrentUid != 0 || await FindAsync(TaskUser(app, environment), cancellation) is not { } user)
        {
            return true;
        }

        var result = await new Command("/usr/sbin/userdel", user.Name).RunAsync(cancellation: cancellation);
        return result.Succeeded || await FindAsync(user.Name, cancellation) is null;
    }

    /// <summary>
    /// <c>rh-APP-ENV</c>. A hash follows where the plain form would be too long for a login name, or would also be another pair's
    /// (<c>a-b</c> and <c>c</c>, <c>a</c> and <c>b-c</c>).
    /// </summary>
    public static string TaskUser(string app, string environment)
    {
        var plain = $"rh-{app}-{environment}";
        if (plain.Length <= LongestName && !environment.Contains('-', StringComparison.Ordinal))
        {
            return plain;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{app}/{environment}")))[..8];
        return $"{plain[..Math.Min(plain.Length, LongestName - 9)].TrimEnd('-')}-{hash}";
    }

    /// <summary>Null when there is no such user.</summary>
    /// <param name="user">Name or number.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    public static async Task<Account?> FindAsync(string user, CancellationToken cancellation = default)
    {
        // getent asks every source of users that the machine has, as the C library would.
        var result = await new Command("getent", "passwd", user).RunAsync(cancellation: cancellation);
        return result.Succeeded && result.Output.Split('\n')[0].Split(':') is [var name, _, var uid, var gid, ..]
            ? new Account(name, uint.Parse(uid, CultureInfo.InvariantCulture), uint.Parse(gid, CultureInfo.InvariantCulture))
            : null;
    }

    /// <summary>The user of this process.</summary>
    /// <param name="cancellation">Ends the look-up.</param>
    public static async Task<Account> CurrentAsync(CancellationToken cancellation)
    {
        var uid = Ownership.CurrentUid;
        var name = uid.ToString(CultureInfo.InvariantCulture);
        // A container may run us under a number without a name. The group is the process's, whatever the user's entry says.
        return new Account((await FindAsync(name, cancellation))?.Name ?? name, uid, Ownership.CurrentGid);
    }

    static Task<Account> EnsureUserAsync(string name, TimeProvider time, CancellationToken cancellation) =>
        EnsureUserAsync(
            name,
            ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", name],
            time,
            cancellation
        );

    /// <summary>Finds a user, or makes it with <c>useradd</c> and these arguments. Safe when two do it at once.</summary>
    internal static async Task<Account> EnsureUserAsync(
        string name,
        IReadOnlyList<string> useradd,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        if (await FindAsync(name, cancellation) is { } known)
        {
            return known;
        }
        // Two useradds at the same time make the same user twice, under two numbers.
        using var _ = await ProcessLock.TakeFileAsync("/run/railhead-users.lock", LockLimit, onWait: null, time, cancellation);
        if (await FindAsync(name, cancellation) is { } meanwhile)
        {
            return meanwhile;
        }

        CommandResult? made = null;
        Account? user = null;
        await Wait.UntilAsync(IsMadeAsync, UserLimit, TimeSpan.FromMilliseconds(100), time, cancellation);
        return user ?? throw HostErrors.UserNotMade(name, made!);

        // True also when another try would end as this one did.
        async Task<bool> IsMadeAsync()
        {
            made = await new Command("/usr/sbin/useradd", useradd).RunAsync(cancellation: cancellation);
            user = await FindAsync(name, cancellation);
            // Another program may hold the lock of /etc/passwd or of the groups.
            const int notWritable = 1,
                groupsNotWritable = 10;
            return user is not null || made.ExitCode is not (notWritable or groupsNotWritable);
        }
    }
}
