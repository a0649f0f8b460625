namespace Railhead.Model;

/// <summary>A rule of AWS for the names of one kind of thing.</summary>
/// <param name="Service">Of AWS.</param>
/// <param name="Resource">The kind of thing, in words.</param>
/// <param name="Refusal">What is wrong with a name that does not follow the rule: "it …".</param>
/// <param name="Source">Where AWS says so.</param>
/// <param name="Accepts">Whether a name follows the rule.</param>
public sealed record AwsNameRule(string Service, string Resource, string Refusal, string Source, Func<string, bool> Accepts)
{
    /// <summary>The sentence's end for a refused name.</summary>
    public string Sentence(string name) => $"AWS refuses the name \"{name}\" for {Resource}: it {Refusal}";
}
