using Railhead.Local;

namespace Railhead.Cli.Tests;

public class AppLocatorTests
{
    static readonly EnvironmentRecord Shop = CommandLineRun.Record("shop"),
        ShopStaging = CommandLineRun.Record("shop", "staging"),
        Blog = CommandLineRun.Record("blog");

    /// <summary>
    /// Which environment is meant: the app of the folder, the environment's name, what is known, what is up; the app or the error.
    /// </summary>
    public static TheoryData<string?, string, EnvironmentRecord[], EnvironmentRecord[], string> Choices =>
        new()
        {
            { "shop", "local", [Blog, ShopStaging, Shop], [], "shop local" },
            { "shop", "staging", [Shop, ShopStaging], [], "shop staging" },
            { "blog", "staging", [Shop, Blog], [Blog], "RH3000" },
            { "news", "local", [Shop], [Shop], "RH3000" },
            { null, "local", [], [], "RH2008" },
            { null, "local", [ShopStaging], [ShopStaging], "RH2008" },
            { null, "local", [Shop, ShopStaging], [], "shop local" },
            { null, "staging", [Shop, ShopStaging, Blog], [], "shop staging" },
            { null, "local", [Shop, Blog], [], "RH2009" },
            { null, "local", [Shop, Blog], [Shop, Blog], "RH2009" },
            { null, "local", [Shop, Blog, ShopStaging], [Blog, ShopStaging], "blog local" },
        };

    [Theory]
    [MemberData(nameof(Choices))]
    public void The_folders_app_counts_then_the_only_one_then_the_only_one_that_is_up(
        string? app,
        string environment,
        EnvironmentRecord[] known,
        EnvironmentRecord[] up,
        string expected
    )
    {
        string chosen;
        try
        {
            var record = AppLocator.Choose(app, "/srv/x", environment, known, up.Contains);
            chosen = $"{record.App} {record.Environment}";
        }
        catch (Model.RailheadException e)
        {
            chosen = e.Code;
        }

        Assert.Equal(expected, chosen);
    }

    [Fact]
    public void A_broken_blueprint_still_names_the_environment_that_was_made_from_its_folder()
    {
        Assert.Equal("shop", AppLocator.AppName("app: shop\nstart: ./shop\n", "/elsewhere", []));
        Assert.Equal("shop", AppLocator.AppName("app: [", Shop.Folder, [Blog, Shop]));
        Assert.Equal("RH2010", Assert.Throws<UsageException>(() => AppLocator.AppName("app: [", "/elsewhere", [Blog, Shop])).Code);
    }

    [Fact]
    public void Several_apps_are_listed_with_their_folders()
    {
        var e = Assert.Throws<UsageException>(() => AppLocator.Choose(null, null, "local", [Shop, Blog], _ => false));
        Assert.Equal("This machine has several apps: shop (/srv/shop), blog (/srv/blog).", e.Message);
    }
}
