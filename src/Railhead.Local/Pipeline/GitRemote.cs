namespace Railhead.Local;

/// <summary>A remote of a git repository.</summary>
public sealed record GitRemote(string Name, string Url);
