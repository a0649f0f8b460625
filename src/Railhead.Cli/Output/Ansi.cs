namespace Railhead.Cli;

/// <summary>The control sequences that Railhead writes.</summary>
static class Ansi
{
    public const string Green = "\e[32m",
        Red = "\e[31m",
        Dim = "\e[2m",
        Reset = "\e[0m",
        ClearLine = "\r\e[K";
}
