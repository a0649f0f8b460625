namespace Railhead.Local.Tests;

/// <summary>What of the files outside the system a program on the PATH brings behind walls.</summary>
public sealed class VisibleSystemTests
{
    [Theory]
    [InlineData("/home/ann/.rbenv/shims", false, "/home/ann/.rbenv")]
    [InlineData("/home/ann/.nvm/versions/node/v22.1.0/bin", false, "/home/ann/.nvm")]
    [InlineData("/home/ann/.local/bin", false, "/home/ann/.local/bin")]
    [InlineData("/home/ann/.local/share/mise/shims", false, "/home/ann/.local/share/mise")]
    [InlineData("/home/ann/go/bin", false, "/home/ann/go")]
    [InlineData("/home/ann/bin", false, "/home/ann/bin")]
    [InlineData("/home/ann", false, null)]
    [InlineData("/home/ann/.ssh/id", true, null)]
    [InlineData("/root/.cargo/bin", false, "/root/.cargo")]
    [InlineData("/data/node/bin/node", true, "/data/node")]
    [InlineData("/data/dotnet", false, "/data/dotnet")]
    public void A_program_on_the_PATH_brings_its_own_folder_and_never_a_whole_home(string path, bool isFile, string? expected) =>
        Assert.Equal(expected, VisibleSystem.ToolRoot(path, isFile));
}
