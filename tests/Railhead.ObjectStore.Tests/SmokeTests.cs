namespace Railhead.ObjectStore.Tests;

public class SmokeTests
{
    [Fact]
    public void Placeholder_until_the_first_real_test() => Assert.True(true);
}
