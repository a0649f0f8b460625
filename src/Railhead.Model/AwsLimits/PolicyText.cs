namespace Railhead.Model;

/// <summary>A role's policy as IAM counts it: JSON without white space.</summary>
static class PolicyText
{
    public static int Length(Role role) => "{\"Version\":\"2012-10-17\",\"Statement\":[]}".Length + role.Statements.Sum(Length);

    static int Length(Statement statement) =>
        "{\"Effect\":\"Allow\",\"Action\":,\"Resource\":},".Length
        + List(statement.Actions)
        + List(statement.Resources.Select(Written))
        + (statement.Conditions.Count == 0 ? 0 : "\"Condition\":{},".Length)
        + statement.Conditions.Sum(condition =>
            condition.Operator.Length + condition.Key.Length + "\"\":{\"\":},".Length + List(condition.Values.Select(Written))
        );

    static int List(IEnumerable<string> values) => 2 + values.Sum(value => value.Length + 3);

    /// <summary>On AWS, a bucket's name ends with the account.</summary>
    static string Written(string value) =>
        value.Replace(Scope.Account, "123456789012", StringComparison.Ordinal)
        + (value.Contains(":s3:::", StringComparison.Ordinal) ? "-123456789012" : "");
}
