namespace Railhead.Cli;

/// <summary><c>railhead service print</c></summary>
sealed class ServicePrintCommand() : CliCommand("print", "Print the unit")
{
    public override async Task<int> RunAsync(Invocation call)
    {
        var service = await ServiceAccess.OfAsync(call);
        if (call.Json)
        {
            call.Out.WriteLine(new UnitDocument(service.Unit.Name, service.File) { Text = service.Unit.Text }.ToJson());
        }
        else
        {
            call.Out.Write(service.Unit.Text);
        }

        return ExitCode.Done;
    }
}
