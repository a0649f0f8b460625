namespace Railhead.ObjectStore;

/// <summary>The decoded parameters of a query in their order; <c>?name</c> has the value "".</summary>
sealed record QueryParameters(IReadOnlyList<(string Name, string Value)> All)
{
    public string? this[string name] =>
        All.FirstOrDefault(parameter => parameter.Name == name) is { Name: not null, Value: var value } ? value : null;

    public bool Has(string name) => this[name] is not null;

    public static QueryParameters Parse(ReadOnlySpan<char> query)
    {
        var all = new List<(string, string)>();
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            var equals = pair.IndexOf('=');
            all.Add(
                equals < 0
                    ? (PercentEncoding.Decode(pair, plusIsSpace: true), "")
                    : (
                        PercentEncoding.Decode(pair[..equals], plusIsSpace: true),
                        PercentEncoding.Decode(pair[(equals + 1)..], plusIsSpace: true)
                    )
            );
        }

        return new QueryParameters(all);
    }
}
