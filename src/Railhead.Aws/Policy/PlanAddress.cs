namespace Railhead.Aws;

/// <summary>The parts of a resource's address, such as <c>module.a["x"].aws_subnet.app[0]</c>.</summary>
public static class PlanAddress
{
    /// <summary>Without the keys of instances: <c>module.a.aws_subnet.app</c>.</summary>
    public static string WithoutKeys(string address) => Split(address).Place;

    /// <summary>The keys alone, in their order: <c>["x"][0]</c>.</summary>
    public static string Keys(string address) => Split(address).Keys;

    static (string Place, string Keys) Split(string address)
    {
        var place = new System.Text.StringBuilder();
        var keys = new System.Text.StringBuilder();
        var isKey = false;
        var isQuoted = false;
        for (var at = 0; at < address.Length; at++)
        {
            var c = address[at];
            if (!isKey && c == '[')
            {
                isKey = true;
            }

            (isKey ? keys : place).Append(c);
            if (isQuoted && c == '\\')
            {
                at++;
                keys.Append(address[at]);
            }
            else if (isKey && c == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (isKey && !isQuoted && c == ']')
            {
                isKey = false;
            }
        }

        return (place.ToString(), keys.ToString());
    }
}
