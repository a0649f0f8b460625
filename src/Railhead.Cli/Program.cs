using Railhead.Cli;

// The long-running processes and the hook first: they need no command line parser, and start often.
return args switch
{
    ["daemon" or "aws-endpoint" or "bind" or "receive" or "move-ref", ..] => await InternalCommands.RunAsync(args),
    _ => await UserCommands.RunAsync(args),
};
