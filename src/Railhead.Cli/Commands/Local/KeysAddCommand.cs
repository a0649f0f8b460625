using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead keys add NAME &lt; key.pub</c></summary>
sealed class KeysAddCommand : CliCommand
{
    /// <summary>The longest public key that sshd takes has less than a third of it.</summary>
    const int LongestInput = 16_384;

    readonly KeyNameArgument _name = new();

    public KeysAddCommand()
        : base("add", "Let the SSH public key on standard input push to the app") => Arguments.Add(_name);

    public override async Task<int> RunAsync(Invocation call)
    {
        var name = _name.Of(call);
        var record = AppLocator.Environment(call);
        var text = new char[LongestInput];
        var key = PublicKey.Parse(new string(text, 0, await call.Terminal.OpenInput().ReadBlockAsync(text, call.Cancellation)));
        var keys = new PushKeys(AppLocator.LayoutOf(call.Home, record), record, call.Time, call.Cancellation);
        var (account, isNew) = await keys.AddAsync(name, key);
        var remote = SshRemote.Of(record.App, record.Url, account.User);
        new DoneDocument(name, isNew ? "added" : "unchanged").Say(
            call,
            isNew
                ? $"{name} may push to {record.Title} with {key.Type} {key.Fingerprint}. On that computer: git remote add railhead {remote}"
                : $"{name} may push to {record.Title} already. On that computer: git remote add railhead {remote}"
        );
        foreach (var note in (await SshServerFacts.OfThisMachineAsync(account, call.Cancellation)).Notes())
        {
            call.Error.WriteLine($"note: {note}");
        }

        return ExitCode.Done;
    }
}
