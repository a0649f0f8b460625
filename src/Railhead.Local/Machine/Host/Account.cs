namespace Railhead.Local;

/// <summary>A Unix user that processes run as.</summary>
/// <param name="Name">Login name.</param>
/// <param name="Uid">User id.</param>
/// <param name="Gid">Primary group id.</param>
public sealed record Account(string Name, uint Uid, uint Gid);
