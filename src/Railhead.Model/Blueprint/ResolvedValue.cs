namespace Railhead.Model;

/// <summary>A value that holds in an environment, for people.</summary>
/// <param name="Path">The key's path, such as <c>service.cpu</c>.</param>
/// <param name="Value">The value in words.</param>
/// <param name="Source"><c>default</c>, or its place, such as <c>railhead.yaml:7</c>.</param>
public sealed record ResolvedValue(string Path, string Value, string Source);
