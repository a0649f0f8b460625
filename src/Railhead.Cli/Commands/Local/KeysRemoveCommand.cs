using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead keys rm NAME</c></summary>
sealed class KeysRemoveCommand : CliCommand
{
    readonly KeyNameArgument _name = new();

    public KeysRemoveCommand()
        : base("rm", "Remove an SSH key") => Arguments.Add(_name);

    public override async Task<int> RunAsync(Invocation call)
    {
        var name = _name.Of(call);
        var record = AppLocator.Environment(call);
        await new PushKeys(AppLocator.LayoutOf(call.Home, record), record, call.Time, call.Cancellation).RemoveAsync(name);
        new DoneDocument(name, "removed").Say(call, $"{name} may no longer push to {record.Title}.");
        return ExitCode.Done;
    }
}
