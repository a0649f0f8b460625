namespace Railhead.Local;

/// <summary>The SSH keys that may push to one environment: what <c>railhead keys</c> does.</summary>
/// <param name="layout">The environment, with its folder on tmpfs.</param>
/// <param name="record">Its record.</param>
/// <param name="time">The clock.</param>
/// <param name="cancellation">Ends it between two steps.</param>
public sealed class PushKeys(Layout layout, EnvironmentRecord record, TimeProvider time, CancellationToken cancellation)
{
    /// <returns>The user that pushes log in as, and false when the key was there already.</returns>
    /// <exception cref="Railhead.Model.RailheadException">The name or the key is taken.</exception>
    public async Task<(PushAccount Account, bool IsNew)> AddAsync(string name, PublicKey key)
    {
        var accounts = await Accounts.EnsureAsync(record.App, record.Environment, time, cancellation);
        var program = InstalledProgram.Ensure(layout.Home, accounts);
        var added = new PushKey(name, key, layout.Home, layout.App, layout.Environment);
        var line = added.Line(program, layout.PushSocket);
        var account = await PushAccount.EnsureAsync(time, cancellation);
        var file = new AuthorizedKeysFile(account);
        var isNew = file.Change(keys => keys.Add(added, line, file.File, Exists));
        await ApplyAsync(accounts, program);
        return (account, isNew);
    }

    /// <exception cref="Railhead.Model.RailheadException">There is no key of that name.</exception>
    public async Task RemoveAsync(string name)
    {
        if (await PushAccount.FindAsync(cancellation) is not { } account || !List(account).Any(key => key.Name == name))
        {
            throw PushKeyErrors.Unknown(name, (await ListAsync()).Select(key => key.Name));
        }

        new AuthorizedKeysFile(account).Change(keys => keys.Where(key => !key.IsOf(layout) || key.Name != name));
        var accounts = await Accounts.EnsureAsync(record.App, record.Environment, time, cancellation);
        await ApplyAsync(accounts, InstalledProgram.Ensure(layout.Home, accounts));
    }

    public async Task<IReadOnlyList<PushKey>> ListAsync() => await PushAccount.FindAsync(cancellation) is { } account ? List(account) : [];

    IReadOnlyList<PushKey> List(PushAccount account) => new AuthorizedKeysFile(account).Read().Of(layout);

    /// <summary>While the environment is down, its next <c>up</c> does this.</summary>
    Task ApplyAsync(Accounts accounts, string program) =>
        record.IsUp
            ? PushService.ApplyAsync(layout, Tools.Find(record.SearchPath), accounts, program, time, cancellation)
            : Task.CompletedTask;

    static bool Exists(PushKey key) => Directory.Exists(new Layout(key.Home, key.App, key.Environment, "").Root);
}
