using System.Globalization;

namespace Railhead.Model;

/// <summary>
/// The prices of <c>prices.tsv</c> and <c>databases.tsv</c>. A region without a column gets prices of us-east-1 times a factor: a guess
/// with a wider range.
/// </summary>
public sealed class PriceTable
{
    const string BaseRegion = "us-east-1";

    readonly string[] _regions;
    readonly Dictionary<string, string[]> _rows = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _sources = new(StringComparer.Ordinal);
    readonly DatabasePrices _databases;

    PriceTable(IEnumerable<string> lines, DatabasePrices databases)
    {
        _databases = databases;
        _regions = [];
        foreach (var line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            var cells = line.Split('\t');
            switch (cells[0])
            {
                case "regions":
                    _regions = cells[1..];
                    break;
                case "source":
                    _sources.Add(cells[1], cells[2]);
                    break;
                default:
                    _rows.Add(cells[0], cells);
                    break;
            }
        }
    }

    /// <summary>The table that comes with Railhead.</summary>
    public static PriceTable Current { get; } = new(Lines("prices.tsv"), new DatabasePrices(Lines("databases.tsv")));

    /// <summary>The regions with prices of their own.</summary>
    public IReadOnlyList<string> Regions => _regions;

    /// <summary>The names of all prices but those of database classes.</summary>
    public IEnumerable<string> Names => _rows.Keys;

    /// <param name="name">Such as <c>nat.hour</c>.</param>
    /// <param name="region">Such as <c>eu-west-1</c>.</param>
    public Price Of(string name, string region)
    {
        var row = _rows[name];
        var cells = row[4..];
        var column = Array.IndexOf(_regions, region);
        var cell = cells.Length == 1 ? cells[0] : cells[Math.Max(0, column < 0 ? Array.IndexOf(_regions, BaseRegion) : column)];
        var isGuess = cell[0] == '~' || column < 0;
        var value = decimal.Parse(cell.TrimStart('~'), CultureInfo.InvariantCulture);
        var isForeign = column < 0 && cells.Length > 1;
        return new Price(
            row[1],
            isForeign ? Foreign(value, region)
                : isGuess ? CostRange.Around(value, 0.75m, 1.25m)
                : CostRange.Exactly(value),
            _sources[row[2]],
            row[3],
            isGuess
        );
    }

    /// <summary>An instance of RDS for PostgreSQL, per hour.</summary>
    /// <param name="instanceClass">Such as <c>db.t4g.small</c>.</param>
    /// <param name="hasStandby">With a standby in another zone.</param>
    /// <param name="region">Such as <c>eu-west-1</c>.</param>
    public Price OfDatabase(string instanceClass, bool hasStandby, string region)
    {
        var isKnown = _regions.Contains(region, StringComparer.Ordinal);
        var (value, isGuess) = _databases.Of(instanceClass, hasStandby, isKnown ? region : BaseRegion);
        return new Price(
            "hour",
            !isKnown ? Foreign(value, region)
                : isGuess ? CostRange.Around(value, 0.5m, 1.6m)
                : CostRange.Exactly(value),
            _databases.Source,
            _databases.AsOf,
            isGuess || !isKnown
        );
    }

    /// <summary>Virtual CPUs of a database class.</summary>
    public static int CpusOf(string instanceClass) => DatabasePrices.Cpus(instanceClass);

    static CostRange Foreign(decimal value, string region) => CostRange.Around(value * RegionFactor.Of(region), 0.75m, 1.35m);

    static string[] Lines(string name)
    {
        using var stream = typeof(PriceTable).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }
}
