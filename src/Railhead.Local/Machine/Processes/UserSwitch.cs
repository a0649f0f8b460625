namespace Railhead.Local;

/// <summary>Running a command as another user.</summary>
public static class UserSwitch
{
    /// <summary>
    /// The words in front of a command that make it run as <paramref name="account"/>; none when it runs as that user anyway.
    /// </summary>
    /// <param name="account">Null stays the user that it is.</param>
    /// <param name="current">The user that starts the command. Only root can become another one.</param>
    public static IReadOnlyList<string> Words(Account? account, uint current) =>
        account is null || account.Uid == current
            ? []
            : ["setpriv", $"--reuid={account.Uid}", $"--regid={account.Gid}", "--clear-groups", "--"];
}
