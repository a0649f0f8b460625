namespace Railhead.Model;

/// <summary>A piece of YAML with the place where it begins.</summary>
abstract record YamlNode(Place At);
