namespace Railhead.Model;

/// <param name="Name">Of the topic.</param>
/// <param name="Emails">Each confirms by a link that AWS sends.</param>
public sealed record Topic(string Name, IReadOnlyList<string> Emails);
