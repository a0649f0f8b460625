namespace Railhead.Cli;

/// <summary>What standard error can show.</summary>
public static class Terminal
{
    public const string Green = "\e[32m", Red = "\e[31m", Dim = "\e[2m", Reset = "\e[0m", ClearLine = "\r\e[K";

    /// <param name="color"><c>auto</c>, <c>always</c> or <c>never</c>.</param>
    public static bool IsCapable(string color) => color switch
    {
        "always" => true,
        "never" => false,
        _ => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "" && Environment.GetEnvironmentVariable("TERM") != "dumb",
    };
}
