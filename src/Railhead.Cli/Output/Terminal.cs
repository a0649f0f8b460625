namespace Railhead.Cli;

/// <summary>What standard error can show.</summary>
public static class Terminal
{
    public const string Green = "\e[32m",
        Red = "\e[31m",
        Dim = "\e[2m",
        Reset = "\e[0m",
        ClearLine = "\r\e[K";

    /// <summary>Whether lines can be rewritten: a terminal, and not one that says it cannot.</summary>
    public static bool IsLive => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Whether to use colours; NO_COLOR (no-color.org) counts where nothing was asked for.</summary>
    /// <param name="color"><c>auto</c>, <c>always</c> or <c>never</c>.</param>
    public static bool HasColor(string color) =>
        color switch
        {
            "always" => true,
            "never" => false,
            _ => IsLive && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        };
}
