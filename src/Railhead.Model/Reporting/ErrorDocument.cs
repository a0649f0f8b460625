namespace Railhead.Model;

/// <summary>The document of a failed command with <c>--json</c>.</summary>
public sealed record ErrorDocument(ErrorBody Error);
