using System.Text.Json.Nodes;

namespace Railhead.Aws.Tests;

/// <summary>A row of Data/iam/calls.json. The file says what each part means.</summary>
sealed record CallRow(JsonObject Json)
{
    public string Actor { get; } = (string)Json["actor"]!;

    public IReadOnlyList<string> Actions { get; } = IamStatement.Texts(Json["do"]);

    public IReadOnlyList<string> On { get; } = IamStatement.Texts(Json["on"]);

    public string? Each { get; } = (string?)Json["each"];

    /// <summary>One of these resources must exist; empty: none.</summary>
    public IReadOnlyList<string> If { get; } = IamStatement.Texts(Json["if"]);

    public JsonObject With { get; } = Json["with"]?.AsObject() ?? [];

    /// <summary>The condition keys that a service sends to KMS, where they are others than those of the call itself.</summary>
    public JsonObject KeyWith { get; } = (Json["keyWith"] ?? Json["with"])?.AsObject() ?? [];

    public IReadOnlyList<string> Sources { get; } = IamStatement.Texts(Json["source"]);
}
