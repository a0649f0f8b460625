using System.Runtime.CompilerServices;

namespace Railhead.Local.Tests;

/// <summary>Makes the test program serve as <c>railhead bind</c> and <c>listen</c> too, so that both run without the CLI.</summary>
static class TestEntry
{
    [ModuleInitializer]
    internal static void Bind()
    {
        if (Environment.GetCommandLineArgs() is [_, "bind", .. var args])
        {
            Environment.Exit(SocketBinder.Run(args));
        }

        if (Environment.GetCommandLineArgs() is [_, "listen", .. var address])
        {
            Environment.Exit(SocketBinder.Listen(address));
        }
    }
}
