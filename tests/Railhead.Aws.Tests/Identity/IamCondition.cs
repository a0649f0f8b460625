using System.Globalization;

namespace Railhead.Aws.Tests;

/// <summary>
/// A condition of a policy. Source of the rules: "IAM JSON policy elements: Condition operators" and "Set operators for multivalued
/// context keys".
/// </summary>
static class IamCondition
{
    const string ForAll = "ForAllValues:";
    const string ForAny = "ForAnyValue:";
    const string IfExists = "IfExists";

    public static bool Holds(string operation, string key, IReadOnlyList<string> wanted, IamCall call)
    {
        var values = call.Values(key);
        if (operation == "Null")
        {
            // "true": the key must be absent.
            return wanted.Any(one => bool.Parse(one) == values is null);
        }

        if (operation.StartsWith(ForAll, StringComparison.Ordinal))
        {
            // Vacuously true for a key without values. The set operators ignore IfExists.
            return (values ?? []).All(value => One(WithoutIfExists(operation[ForAll.Length..]), value, wanted, call));
        }

        if (operation.StartsWith(ForAny, StringComparison.Ordinal))
        {
            return (values ?? []).Any(value => One(WithoutIfExists(operation[ForAny.Length..]), value, wanted, call));
        }

        var plain = WithoutIfExists(operation);
        return values is null ? plain.Length < operation.Length || IsNegated(plain) : values.All(value => One(plain, value, wanted, call));
    }

    static string WithoutIfExists(string operation) =>
        operation.EndsWith(IfExists, StringComparison.Ordinal) ? operation[..^IfExists.Length] : operation;

    static bool IsNegated(string operation) => operation.Contains("Not", StringComparison.Ordinal);

    /// <summary>One value against all that the policy lists: any may fit, or none where the operator is negated.</summary>
    static bool One(string operation, string value, IReadOnlyList<string> wanted, IamCall call)
    {
        var negated = IsNegated(operation);
        var compare = Comparison(negated ? operation.Replace("Not", "", StringComparison.Ordinal) : operation);
        return wanted.Select(one => IamPattern.Fill(one, call)).Any(one => one is not null && compare(one, value)) != negated;
    }

    static Func<string, string, bool> Comparison(string operation) =>
        operation switch
        {
            "StringEquals" or "BinaryEquals" => (wanted, value) => Literal(wanted) == value,
            "StringEqualsIgnoreCase" => (wanted, value) => string.Equals(Literal(wanted), value, StringComparison.OrdinalIgnoreCase),
            "StringLike" => (wanted, value) => IamPattern.Like(wanted, value),
            // AWS treats both the same: each of the six parts may hold wildcards.
            "ArnEquals" or "ArnLike" => IamPattern.Arn,
            "Bool" => (wanted, value) => string.Equals(wanted, value, StringComparison.OrdinalIgnoreCase),
            "IpAddress" => (wanted, value) =>
                System
                    .Net.IPNetwork.Parse(wanted.Contains('/', StringComparison.Ordinal) ? wanted : $"{wanted}/32")
                    .Contains(System.Net.IPAddress.Parse(value)),
            "NumericEquals" => (wanted, value) => Number(value) == Number(wanted),
            "NumericLessThan" => (wanted, value) => Number(value) < Number(wanted),
            "NumericLessThanEquals" => (wanted, value) => Number(value) <= Number(wanted),
            "NumericGreaterThan" => (wanted, value) => Number(value) > Number(wanted),
            "NumericGreaterThanEquals" => (wanted, value) => Number(value) >= Number(wanted),
            _ => throw new NotSupportedException($"The evaluator does not know the operator {operation}."),
        };

    static string Literal(string wanted) =>
        wanted.Replace("\uE000", "*", StringComparison.Ordinal).Replace("\uE001", "?", StringComparison.Ordinal);

    static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
