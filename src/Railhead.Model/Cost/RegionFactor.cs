namespace Railhead.Model;

/// <summary>How prices of a region without a column in the table compare with those of us-east-1.</summary>
static class RegionFactor
{
    /// <summary>A guess, from the spread of the regions that have a column.</summary>
    public static decimal Of(string region) =>
        region.Split('-')[0] switch
        {
            "us" => 1.10m,
            "ca" or "eu" => 1.15m,
            "ap" or "me" or "il" or "mx" => 1.25m,
            "af" => 1.35m,
            "sa" => 1.70m,
            _ => 1.40m,
        };
}
