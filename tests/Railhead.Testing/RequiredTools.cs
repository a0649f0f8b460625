namespace Railhead.Testing;

/// <summary>Programs that a test needs. A missing one skips the test with a message; with <c>CI=true</c> it fails the test.</summary>
public static class RequiredTools
{
    public static void Need(params IReadOnlyList<string> tools)
    {
        string[] missing = [.. tools.Where(tool => Find(tool) is null)];
        Need(missing.Length == 0, $"This test needs {string.Join(", ", missing)}.");
    }

    public static void Need(bool present, string message)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.True(present, message);
        }

        Assert.SkipUnless(present, message);
    }

    /// <summary>The path of a program, or null. Administrators' programs count although they are not on an ordinary user's PATH.</summary>
    public static string? Find(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists);
}
