namespace Railhead.Local;

/// <summary>A program found on this machine.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Version">As its makers write it, such as <c>2.6.12</c>; empty when the program does not tell.</param>
public sealed record Tool(string Path, string Version);

/// <summary>A program that Railhead needs and that was not found.</summary>
/// <param name="Name">The program.</param>
/// <param name="Package">Debian's package that has it.</param>
public sealed record MissingTool(string Name, string Package);

/// <summary>One PostgreSQL major version on this machine.</summary>
/// <param name="Major">15 of 15.18.</param>
/// <param name="Version">The full version.</param>
/// <param name="Bin">Folder of <c>postgres</c>, <c>initdb</c> and the rest.</param>
public sealed record PostgresInstallation(int Major, string Version, string Bin);
