using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Railhead.ObjectStore.Tests;

/// <summary>Runs the tests or, with <c>serve FOLDER</c>, a store until its standard input ends.</summary>
static class Program
{
    public static async Task<int> Main(string[] args)
    {
        if (args is ["serve", var folder, ..])
        {
            return await Serve(folder);
        }

        return args.Contains("--server") || args.Contains("--internal-msbuild-node")
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }

    static async Task<int> Serve(string folder)
    {
        await using var server = await StoreServer.Start(folder);
        Console.WriteLine(server.Url);
        // Ends with whoever started it, however that ended.
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
