namespace Railhead.Model;

sealed record ShowDocument(
    string App,
    string Environment,
    Tier Tier,
    ShowComponents Architecture,
    IReadOnlyDictionary<string, string> From
);
