namespace Railhead.Model;

/// <summary>Takes a value from YAML, or says what is wrong with it and returns false.</summary>
delegate bool ValueReader<T>(YamlNode node, string path, List<Finding> findings, out T value);
