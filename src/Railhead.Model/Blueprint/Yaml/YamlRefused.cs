namespace Railhead.Model;

/// <summary>Something that was refused while reading; whatever expected a value here says nothing more.</summary>
sealed record YamlRefused(Place At) : YamlNode(At);
