using System.Text.Json;

namespace Railhead.Aws;

/// <summary>One resource or data source of a plan, with the values that are known and the expressions that they come from.</summary>
/// <param name="Address">Such as <c>module.net.aws_subnet.app["eu-west-1a"]</c>.</param>
/// <param name="Module">The module's path in the configuration, without keys: <c>module.net</c>; empty for the root.</param>
/// <param name="Type">Such as <c>aws_subnet</c>.</param>
/// <param name="Name">The second label.</param>
/// <param name="Key">Its key of <c>for_each</c> or number of <c>count</c>; null: it has neither.</param>
/// <param name="IsData">Whether it is only read.</param>
/// <param name="Values">Known values.</param>
/// <param name="Unknown">The same form, with <c>true</c> where only the apply knows a value.</param>
/// <param name="Block">Its block in the configuration; undefined where the plan lacks it.</param>
sealed record PlanResource(
    string Address,
    string Module,
    string Type,
    string Name,
    string? Key,
    bool IsData,
    JsonElement Values,
    JsonElement Unknown,
    JsonElement Block
)
{
    public JsonElement Expressions => Block.Get("expressions");

    public string? Text(string attribute) => Values.Get(attribute).AsText();

    public int? Number(string attribute) => Values.Get(attribute).AsNumber();

    public bool IsTrue(string attribute) => Values.Get(attribute).ValueKind == JsonValueKind.True;

    public IEnumerable<JsonElement> Blocks(string attribute) => Values.Get(attribute).Items();

    /// <summary>
    /// Whether the configuration sets an attribute. Rules and routes with resources of their own are in the values of what they belong to,
    /// too, as they were before the plan.
    /// </summary>
    public bool IsWritten(string attribute) => Expressions.Get(attribute).ValueKind != JsonValueKind.Undefined;
}
