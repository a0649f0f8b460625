using Railhead.Model;

namespace Railhead.Cli;

/// <summary><c>railhead schema</c>: for editors, so there is one form of it, with <c>--json</c> or without.</summary>
public static class SchemaCommand
{
    public static int Run(Invocation call)
    {
        call.Out.WriteLine(BlueprintSchema.Json());
        return ExitCode.Done;
    }
}
