namespace Railhead.Model;

sealed record YamlSequence(Place At, List<YamlNode> Items) : YamlNode(At);
