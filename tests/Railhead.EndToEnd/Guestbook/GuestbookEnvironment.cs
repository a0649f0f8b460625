namespace Railhead.EndToEnd;

/// <summary>A guestbook that runs, shared by the scenarios of a collection; started by the first that asks.</summary>
public abstract class GuestbookEnvironment : IAsyncLifetime
{
    Task? starting;
    Sandbox? sandbox;
    AppRepository? app;
    string? url;

    internal Sandbox Sandbox => sandbox!;

    internal AppRepository App => app!;

    /// <summary>Of the load balancer.</summary>
    internal string Url => url!;

    /// <summary>Makes the folder and the user that the guestbook runs in.</summary>
    internal abstract Task<Sandbox> CreateSandboxAsync();

    /// <summary>Skips the test where this environment cannot be had.</summary>
    protected abstract void Check();

    public async Task ReadyAsync()
    {
        Machine.Needs("git");
        Check();
        await (starting ??= StartAsync());
    }

    async Task StartAsync()
    {
        sandbox = await CreateSandboxAsync();
        app = await sandbox.AddAppAsync("guestbook", folder => Repository.Copy(Repository.Guestbook, folder));
        var status = await app.UpAsync();
        url = status.Url;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        if (sandbox is not null)
            await sandbox.DisposeAsync();
    }
}

/// <summary>Run by whoever runs the tests; in CI that is root.</summary>
public sealed class OwnGuestbook : GuestbookEnvironment
{
    internal override Task<Sandbox> CreateSandboxAsync() => Sandbox.CreateAsync();

    protected override void Check()
    {
    }
}

/// <summary>Run by an ordinary user with a copy of this repository, the engines having been installed before.</summary>
public sealed class OrdinaryUsersGuestbook : GuestbookEnvironment
{
    ThrowawayUser? user;
    string? copy;

    internal override async Task<Sandbox> CreateSandboxAsync()
    {
        // The engines are there once root has run anything.
        (await Machine.RunAsync(Repository.Root, Path.Combine(Repository.Root, "railhead"), "version")).Succeeded();
        user = await ThrowawayUser.CreateAsync();
        copy = Path.Combine(Path.GetTempPath(), $"rh-copy-{Guid.NewGuid().ToString("N")[..8]}");
        // With what has been built already: a build of the product as another user would only show that the SDK works.
        Repository.Copy(Repository.Root, copy);
        await user.OwnAsync(copy);
        return await Sandbox.CreateAsync(user: user, script: Path.Combine(copy, "railhead"));
    }

    protected override void Check() => Assert.SkipUnless(Machine.IsRoot, "Only root can become an ordinary user for a while; run by one, the other scenarios show the same.");

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        finally
        {
            if (user is not null)
                await user.DisposeAsync();
            if (copy is not null)
                Directory.Delete(copy, recursive: true);
        }
    }
}

/// <summary>Scenarios that share <see cref="OwnGuestbook"/>.</summary>
[CollectionDefinition("guestbook")]
public sealed class OwnGuestbookScenarios : ICollectionFixture<OwnGuestbook>;

/// <summary>Scenarios that share <see cref="OrdinaryUsersGuestbook"/>.</summary>
[CollectionDefinition("guestbook of an ordinary user")]
public sealed class OrdinaryUsersGuestbookScenarios : ICollectionFixture<OrdinaryUsersGuestbook>;
