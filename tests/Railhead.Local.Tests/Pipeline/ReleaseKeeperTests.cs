namespace Railhead.Local.Tests;

/// <summary>In the steady state, a deployment takes as much disk as it frees.</summary>
public sealed class ReleaseKeeperTests : IAsyncLifetime
{
    TestControlPlane _plane = null!;

    public async ValueTask InitializeAsync() => _plane = await TestControlPlane.WithReleaseAsync();

    public ValueTask DisposeAsync() => _plane.DisposeAsync();

    [Theory]
    [InlineData(2, 5, "4 5")]
    [InlineData(3, 5, "3 4 5")]
    [InlineData(9, 5, "1 2 3 4 5")]
    // The release that serves stays, however old it is: a rollback brought it back.
    [InlineData(2, 2, "2 5")]
    [InlineData(1, 2, "2")]
    public async Task Only_the_releases_that_are_kept_stay_on_the_disk(int keep, int serving, string expected)
    {
        var layout = _plane.Machine.Layout;
        for (var number = 1; number <= 5; number++)
        {
            _plane.Store.SaveRelease(Some.Release(number));
            Directory.CreateDirectory(Path.Combine(layout.Release(number), "public"));
        }

        var keeper = new ReleaseKeeper(_plane.Facts, _plane.Store, new Repository(layout, MachineFixture.Tools, _plane.Facts.Program));
        var row = Some.Deployment(DeploymentStep.Done) with { Release = serving, MovesRef = false };
        await keeper.CloseAsync(row, TestArchitecture.Make($"deploy: {{ keep: {keep} }}\n").Pipeline, MachineFixture.Cancellation);

        var left = Directory.GetDirectories(layout.Releases).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);
        Assert.Equal(expected, string.Join(' ', left));
        Assert.Equal(expected, string.Join(' ', _plane.Store.Releases().Select(release => release.Number).Order()));
    }
}
