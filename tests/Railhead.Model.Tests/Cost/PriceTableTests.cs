using System.Globalization;

namespace Railhead.Model.Tests;

public sealed class PriceTableTests
{
    static readonly PriceTable Table = PriceTable.Current;

    [Fact]
    public void Every_price_has_a_value_a_source_and_a_date_in_every_region()
    {
        Assert.Equal(6, Table.Regions.Count);
        foreach (var (name, region) in Table.Names.SelectMany(name => Table.Regions.Select(region => (name, region))))
        {
            var price = Table.Of(name, region);
            Assert.True(price.Value.Expected > 0, $"{name} in {region}");
            Assert.True(price.Value.Low <= price.Value.Expected && price.Value.Expected <= price.Value.High, $"{name} in {region}");
            Assert.Equal(price.IsGuess, price.Value.Low < price.Value.High);
            Assert.StartsWith("https://", price.Source, StringComparison.Ordinal);
            Assert.True(
                DateOnly.TryParseExact(price.AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
                price.AsOf
            );
        }
    }

    [Theory]
    [InlineData("nat.hour", "eu-central-1", 0.052)]
    [InlineData("fargate.cpu", "us-east-1", 0.04048)]
    [InlineData("address.hour", "ap-northeast-1", 0.005)]
    public void A_region_has_its_own_price(string name, string region, double expected) =>
        Assert.Equal((decimal)expected, Table.Of(name, region).Value.Expected);

    [Fact]
    public void A_region_that_the_table_lacks_is_a_guess_with_a_range()
    {
        var price = Table.Of("nat.hour", "sa-east-1");
        Assert.True(price.IsGuess);
        Assert.InRange(price.Value.Expected, 0.045m * 1.2m, 0.045m * 2.5m);
        Assert.True(price.Value.Low < price.Value.Expected && price.Value.Expected < price.Value.High);
    }

    [Theory]
    [InlineData("db.t4g.small", false, "eu-west-1", 0.035, false)]
    [InlineData("db.t4g.small", true, "eu-west-1", 0.069, false)]
    [InlineData("db.r6g.2xlarge", true, "us-east-1", 1.798, false)]
    [InlineData("db.z9.4xlarge", false, "us-east-1", 1.424, true)]
    public void A_database_class_has_the_price_of_the_list_or_a_guess(
        string instanceClass,
        bool hasStandby,
        string region,
        double expected,
        bool isGuess
    )
    {
        var price = Table.OfDatabase(instanceClass, hasStandby, region);
        Assert.Equal(((decimal)expected, isGuess), (price.Value.Expected, price.IsGuess));
    }

    [Theory]
    [InlineData("db.t4g.micro", 2)]
    [InlineData("db.m6g.xlarge", 4)]
    [InlineData("db.r6g.8xlarge", 32)]
    public void Extended_Support_counts_the_CPUs_of_a_class(string instanceClass, int cpus) =>
        Assert.Equal(cpus, PriceTable.CpusOf(instanceClass));
}
