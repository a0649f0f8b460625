namespace Railhead.Local.Tests;

/// <summary>The users that tests run engines as: everything is this user, except that root gives the engines to <c>nobody</c>.</summary>
static class TestAccounts
{
    public static bool IsRoot => Ownership.CurrentUid == 0;

    public static Accounts All { get; } = Make();

    /// <summary>The command, run as this user.</summary>
    public static IReadOnlyList<string> Command(Account? user, IReadOnlyList<string> command) =>
        user is null ? command : ["setpriv", $"--reuid={user.Uid}", $"--regid={user.Gid}", "--clear-groups", .. command];

    static Accounts Make()
    {
        var self = new Account(Environment.UserName, Ownership.CurrentUid, Ownership.CurrentGid);
        var engine = IsRoot ? new Account("nobody", 65534, 65534) : self;
        return new Accounts(Control: self, Platform: engine, Database: engine, Build: engine, Task: engine, Isolated: IsRoot);
    }
}
