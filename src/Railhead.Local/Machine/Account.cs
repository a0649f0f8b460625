namespace Railhead.Local;

/// <summary>A Unix user that processes run as.</summary>
/// <param name="Name">Login name.</param>
/// <param name="Uid">User id.</param>
/// <param name="Gid">Primary group id.</param>
public sealed record Account(string Name, uint Uid, uint Gid);

/// <summary>
/// Who runs what. Started by root these are five users; started by anybody else all five are that user, <see cref="Isolated"/> is false
/// and nothing changes user.
/// </summary>
public sealed record Accounts(Account Control, Account Platform, Account Database, Account Build, Account Task, bool Isolated);
