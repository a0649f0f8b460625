namespace Railhead.Model;

/// <summary>
/// A key of the blueprint, and everything that is known about it before a file is read: the parser, the warnings of <c>check</c>, the
/// tables
/// of docs/blueprint.md and the JSON Schema all come from it.
/// </summary>
/// <param name="path">Dotted, such as <c>service.cpu</c>; <c>*</c> stands for a name that the user chooses.</param>
abstract class Key(string path)
{
    public string Path => path;

    /// <summary>Whole sentences for people who write blueprints.</summary>
    public required string Meaning { get; init; }

    /// <summary>How this machine honours the key.</summary>
    public Support Local { get; init; } = Support.Honoured;

    /// <summary>How AWS honours the key.</summary>
    public Support Aws { get; init; } = Support.Honoured;

    /// <summary>How the key is written, where a mapping is incomplete without it; null for a key that may be left out.</summary>
    public string? RequiredExample { get; init; }

    public bool IsRequired => RequiredExample is not null;

    /// <summary>The finding for a key that must not stand inside an environment; null: it may.</summary>
    public Func<Place, Finding>? OnlyAtTop { get; init; }

    /// <summary>Whether the key matters in this environment; null: always.</summary>
    public Func<Blueprint, bool>? When { get; init; }

    public Support On(Target target) => target == Target.Local ? Local : Aws;

    /// <summary>The type in the documentation, such as <c>5 to 300 seconds</c>.</summary>
    public abstract string TypeWords { get; }

    /// <summary>The default in the documentation.</summary>
    public abstract string DefaultWords { get; }
}
