namespace Railhead.Aws.Tests;

public sealed class DatabaseTests
{
    /// <summary>"railhead destroy" turns protection off first: the snapshot that it promises must not go with it.</summary>
    [Fact]
    public void Production_leaves_a_snapshot_whatever_its_protection() =>
        Assert.Contains(
            "skip_final_snapshot       = false\n",
            DatabaseFile.Write(Blueprints.Architecture("minimal", "production"))!.Text,
            StringComparison.Ordinal
        );
}
