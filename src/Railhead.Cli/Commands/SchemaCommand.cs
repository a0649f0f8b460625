using Railhead.Model;

namespace Railhead.Cli;

/// <summary><c>railhead schema</c>: for editors, so it has one form, with <c>--json</c> or without.</summary>
sealed class SchemaCommand() : CliCommand("schema", "Print the JSON Schema of railhead.yaml, for editors")
{
    public override Task<int> RunAsync(Invocation call)
    {
        call.Out.WriteLine(BlueprintSchema.Json());
        return Task.FromResult(ExitCode.Done);
    }
}
