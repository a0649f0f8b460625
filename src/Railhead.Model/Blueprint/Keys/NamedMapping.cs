namespace Railhead.Model;

/// <summary>A mapping whose keys are names that the user chooses, such as <c>storage.buckets</c>.</summary>
/// <param name="path">The mapping's path; the keys below a name have <c>path.*</c> in theirs.</param>
/// <param name="rules">Rules for the names.</param>
sealed class NamedMapping(string path, params IReadOnlyList<NameRule> rules) : Key(path)
{
    public IReadOnlyList<NameRule> Rules => rules;

    /// <summary>A name that is there although nobody wrote it.</summary>
    public string? Always { get; init; }

    public override string TypeWords => "mapping of names";

    public override string DefaultWords => Always is null ? "none" : $"`{Always}`";

    /// <summary>The finding for a bad name, or null.</summary>
    public Finding? Check(Place at, string name) => rules.FirstOrDefault(r => !r.Pattern.IsMatch(name))?.Otherwise(at, name);
}
