namespace Railhead.Model;

/// <summary>A mapping without duplicate keys, in the order of the file.</summary>
sealed record YamlMapping(Place At, List<YamlEntry> Entries) : YamlNode(At);
