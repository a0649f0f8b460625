using Railhead.Model;

namespace Railhead.Local.Tests;

/// <summary>The release that a rollback chooses.</summary>
public sealed class EnvironmentOperationsTests
{
    [Theory]
    // Without a number: the newest kept release below the one that serves.
    [InlineData("4 3 2", null, 4, 3)]
    [InlineData("4 3 2", null, 3, 2)]
    [InlineData("5 2", null, 5, 2)]
    // After a rollback the newer releases are kept, and the next rollback goes further back.
    [InlineData("5 4 3 2", null, 3, 2)]
    // The release that serves may not be among those that are kept.
    [InlineData("5 2", null, 4, 2)]
    // A number goes to that release, whether older, newer or the one that serves.
    [InlineData("4 3 2", 2, 4, 2)]
    [InlineData("4 3 2", 4, 2, 4)]
    [InlineData("4 3 2", 3, 3, 3)]
    public void A_rollback_goes_to_the_number_or_to_the_release_before(string kept, int? number, int current, int expected) =>
        Assert.Equal(expected, EnvironmentOperations.RollbackTarget(Releases(kept), number, current).Number);

    [Theory]
    [InlineData("4 3", 2, 4, "RH3101")]
    [InlineData("", 1, 0, "RH3101")]
    [InlineData("4 3", null, 3, "RH3030")]
    [InlineData("4", null, 4, "RH3030")]
    [InlineData("", null, 0, "RH3030")]
    public void A_release_that_is_not_kept_is_refused(string kept, int? number, int current, string code) =>
        Assert.Equal(
            code,
            Assert.Throws<RailheadException>(() => EnvironmentOperations.RollbackTarget(Releases(kept), number, current)).Code
        );

    static IReadOnlyList<ReleaseRow> Releases(string numbers) =>
        [
            .. numbers
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(number => Some.Release(int.Parse(number, System.Globalization.CultureInfo.InvariantCulture))),
        ];
}
