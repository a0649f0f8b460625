using System.Globalization;

namespace Railhead.Local;

/// <summary>The names of the signals that end a process, the same numbers on x86-64 and ARM (signal(7)).</summary>
public static class SignalNames
{
    /// <summary>Such as <c>SIGKILL</c>; <c>signal 64</c> for one without a name.</summary>
    public static string Of(int signal) =>
        signal switch
        {
            1 => "SIGHUP",
            2 => "SIGINT",
            3 => "SIGQUIT",
            4 => "SIGILL",
            5 => "SIGTRAP",
            6 => "SIGABRT",
            7 => "SIGBUS",
            8 => "SIGFPE",
            9 => "SIGKILL",
            10 => "SIGUSR1",
            11 => "SIGSEGV",
            12 => "SIGUSR2",
            13 => "SIGPIPE",
            14 => "SIGALRM",
            15 => "SIGTERM",
            24 => "SIGXCPU",
            25 => "SIGXFSZ",
            31 => "SIGSYS",
            _ => string.Create(CultureInfo.InvariantCulture, $"signal {signal}"),
        };
}
