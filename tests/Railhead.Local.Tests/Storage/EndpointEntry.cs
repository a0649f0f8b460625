using System.Globalization;
using System.Runtime.CompilerServices;

namespace Railhead.Local.Tests;

/// <summary>Makes the test program serve as <c>railhead aws-endpoint</c> too, so that a test can kill the real process.</summary>
static class EndpointEntry
{
    [ModuleInitializer]
    internal static void Serve()
    {
        if (Environment.GetCommandLineArgs() is [_, "aws-endpoint", "--config", var file, .. var rest])
        {
            Environment.Exit(
                AwsEndpoint
                    .RunAsync(
                        file,
                        rest is ["--listener", var descriptor] ? ulong.Parse(descriptor, CultureInfo.InvariantCulture) : null,
                        TimeProvider.System,
                        CancellationToken.None
                    )
                    .GetAwaiter()
                    .GetResult()
            );
        }
    }
}
