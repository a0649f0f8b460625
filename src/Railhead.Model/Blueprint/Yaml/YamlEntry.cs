namespace Railhead.Model;

sealed record YamlEntry(YamlScalar Key, YamlNode Value);
