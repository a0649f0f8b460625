namespace Railhead.Local;

/// <summary>
/// The way of pushes over SSH into an environment: a socket that only the user of pushes reaches. For each connection s6 starts a
/// <see cref="PushReceiver"/>, so a push goes on while the control plane is replaced. It is there while a key may push.
/// </summary>
public static class PushService
{
    public const string Name = "push";

    // Each connection is a process, and a push of one app waits for the one before it anyway.
    const string MostConnections = "20";

    /// <param name="layout">The environment.</param>
    /// <param name="program">The installed <c>railhead</c>.</param>
    /// <param name="tools">s6's programs.</param>
    public static ServiceDefinition Definition(Layout layout, string program, Tools tools) =>
        new(
            Name,
            [
                tools["s6-ipcserver"].Path,
                "-q",
                "-c",
                MostConnections,
                // The folder lets nobody else pass.
                "-a",
                "0666",
                layout.PushSocket,
                program,
                PushReceiver.Command,
                "--home",
                layout.Home,
                "--app",
                layout.App,
                "--env",
                layout.Environment,
            ]
        )
        {
            Environment = RuntimeSettings.ForServices(new Dictionary<string, string>()),
        };

    /// <summary>Has the service run if a key may push, and not otherwise; the keys get lines that fit this program.</summary>
    public static async Task ApplyAsync(
        Layout layout,
        Tools tools,
        Accounts accounts,
        string program,
        TimeProvider time,
        CancellationToken cancellation
    )
    {
        var account = await PushAccount.FindAsync(cancellation);
        var supervisor = new Supervisor(layout, tools, accounts, time);
        if (account is null || new AuthorizedKeysFile(account).Read().Of(layout).Count == 0)
        {
            await supervisor.RemoveAsync(Name, cancellation: cancellation);
            return;
        }

        new AuthorizedKeysFile(account).Change(keys => keys.Refreshed(layout, key => key.Line(program, layout.PushSocket)));
        Ownership.EnsureFolder(
            layout.RunPush,
            accounts.Control with
            {
                Gid = account.User.Gid,
            },
            account.IsOwn ? FileModes.GroupPasses : FileModes.Owner
        );
        if (await supervisor.InstallAsync(Definition(layout, program, tools), cancellation: cancellation) == Installation.Changed)
        {
            await supervisor.RestartAsync(Name, cancellation);
        }
    }
}
