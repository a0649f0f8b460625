namespace Railhead.Local;

/// <summary>Linux's signal numbers, the same on x86-64 and ARM.</summary>
static class Signals
{
    public const int Kill = 9,
        Term = 15,
        Pipe = 13;

    /// <param name="name">Without SIG.</param>
    public static int Number(string name) =>
        name switch
        {
            "HUP" => 1,
            "INT" => 2,
            "QUIT" => 3,
            "KILL" => Kill,
            "USR1" => 10,
            "USR2" => 12,
            "TERM" => Term,
            _ => throw new ArgumentException($"{name} is not a signal that services are sent", nameof(name)),
        };
}
