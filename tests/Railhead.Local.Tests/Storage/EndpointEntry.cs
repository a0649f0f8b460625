using System.Runtime.CompilerServices;

namespace Railhead.Local.Tests;

/// <summary>Makes the test program serve as <c>railhead aws-endpoint</c> too, so that a test can kill the real process.</summary>
static class EndpointEntry
{
    [ModuleInitializer]
    internal static void Serve()
    {
        if (Environment.GetCommandLineArgs() is [_, "aws-endpoint", "--config", var file])
            Environment.Exit(AwsEndpoint.RunAsync(file, TimeProvider.System, CancellationToken.None).GetAwaiter().GetResult());
    }
}
