namespace Railhead.Model;

/// <summary>The version of a language that an app asks for.</summary>
/// <param name="Language">The language.</param>
/// <param name="Text">As written: <c>18.20.4</c>, <c>&gt;=18 &lt;21</c>, <c>lts/iron</c>.</param>
/// <param name="At">Where it is written.</param>
public sealed record LanguageRequirement(Language Language, string Text, Place At)
{
    /// <summary>The versions that it allows; null when its text is none of the known forms.</summary>
    public VersionRange? Range { get; } = VersionRange.Parse(Text, Language);
}
