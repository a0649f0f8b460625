using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Railhead.Aws;

/// <summary>A resource of a plan, or of the Terraform that synth writes, with the attributes that decide its cost.</summary>
/// <param name="Address">Terraform's, such as <c>aws_nat_gateway.main["eu-west-1a"]</c>.</param>
/// <param name="Type">Such as <c>aws_nat_gateway</c>.</param>
/// <param name="Region">Where it is, such as <c>eu-west-1</c>.</param>
/// <param name="Values">Attributes by Terraform's names; those that are not known yet are missing.</param>
public sealed record PlannedResource(string Address, string Type, string Region, JsonObject Values)
{
    /// <summary>The name without module, type and key: <c>main</c>.</summary>
    public string Name => Address.Split('[')[0].Split('.')[^1];

    public decimal? Number(string attribute) =>
        Values[attribute] is { } value
        && decimal.TryParse(value.ToJsonString().Trim('"'), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public string? Text(string attribute) =>
        Values[attribute] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public bool IsOn(string attribute) => Values[attribute] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    /// <summary>The blocks or elements of an attribute; none if it is missing.</summary>
    public IReadOnlyList<JsonObject> Blocks(string attribute) =>
        Values[attribute] is JsonArray array ? [.. array.OfType<JsonObject>()] : [];

    /// <summary>The length of a list, or null if it is not known.</summary>
    public int? Count(string attribute) => Values[attribute] is JsonArray array ? array.Count : null;
}
