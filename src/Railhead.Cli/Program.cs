using System.Runtime.InteropServices;
using Railhead.Cli;
using Railhead.Local;

// The long-running processes and the hooks need no command line parser, and start often.
if (args is ["bind", .. var words])
{
    return SocketBinder.Run(words);
}

if (args is ["listen", .. var address])
{
    return SocketBinder.Listen(address);
}

var isInternal =
    args is ["daemon" or "aws-endpoint" or "receive" or "move-ref" or GitShell.Command or PushReceiver.Command or "install-engines", ..];
using var ended = new CancellationTokenSource();
using var signal = Terminal.CancelOn(isInternal ? PosixSignal.SIGTERM : PosixSignal.SIGINT, ended);
var terminal = Terminal.OfThisProcess(ended.Token);
return isInternal ? await InternalCommands.RunAsync(args, terminal) : await UserCommands.RunAsync(args, terminal);
