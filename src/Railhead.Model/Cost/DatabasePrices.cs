using System.Globalization;

namespace Railhead.Model;

/// <summary>The prices of database classes, from <c>databases.tsv</c>.</summary>
sealed class DatabasePrices
{
    readonly Dictionary<string, string[]> _rows = new(StringComparer.Ordinal);
    readonly string[] _regions = [];

    public DatabasePrices(IEnumerable<string> lines)
    {
        foreach (var cells in lines.Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')))
        {
            switch (cells[0])
            {
                case "source":
                    (Source, AsOf) = (cells[1], cells[2]);
                    break;
                case "regions":
                    _regions = cells[1..];
                    break;
                default:
                    _rows.Add(cells[0], cells[1..]);
                    break;
            }
        }
    }

    public string Source { get; } = "";

    public string AsOf { get; } = "";

    /// <summary>USD an hour. A class that the list lacks in this region costs as much as its size in family m6i: a guess.</summary>
    public (decimal Value, bool IsGuess) Of(string instanceClass, bool hasStandby, string region)
    {
        var column = (Array.IndexOf(_regions, region) * 2) + (hasStandby ? 1 : 0);
        if (_rows.TryGetValue(instanceClass, out var cells) && cells[column] != "-")
        {
            return (decimal.Parse(cells[column], CultureInfo.InvariantCulture), false);
        }

        var large = decimal.Parse(_rows["db.m6i.large"][column], CultureInfo.InvariantCulture);
        return (large * Size(instanceClass), true);
    }

    /// <summary>Virtual CPUs of a class: two up to <c>large</c>, then four for each <c>xlarge</c>.</summary>
    public static int Cpus(string instanceClass)
    {
        var size = Size(instanceClass);
        return size <= 1 ? 2 : (int)(size * 2);
    }

    /// <summary>In units of <c>large</c>.</summary>
    static decimal Size(string instanceClass)
    {
        var size = instanceClass.Split('.')[^1];
        return size switch
        {
            "micro" => 0.125m,
            "small" => 0.25m,
            "medium" => 0.5m,
            "large" => 1,
            "xlarge" => 2,
            _ when int.TryParse(size.Replace("xlarge", "", StringComparison.Ordinal), CultureInfo.InvariantCulture, out var times) => times
                * 2,
            _ => 1,
        };
    }
}
