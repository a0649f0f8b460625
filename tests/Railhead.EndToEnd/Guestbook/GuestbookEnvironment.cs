namespace Railhead.EndToEnd;

/// <summary>A guestbook that runs, shared by the scenarios of a collection; started by the first that asks.</summary>
public abstract class GuestbookEnvironment : IAsyncLifetime
{
    Task? _starting;
    Sandbox? _sandbox;
    AppRepository? _app;
    string? _url;

    internal Sandbox Sandbox => _sandbox!;

    internal AppRepository App => _app!;

    /// <summary>Of the load balancer.</summary>
    internal string Url => _url!;

    /// <summary>Makes the folder and the user that the guestbook runs in.</summary>
    internal abstract Task<Sandbox> CreateSandboxAsync();

    /// <summary>Skips the test where this environment cannot be had.</summary>
    protected abstract void Check();

    public async Task ReadyAsync()
    {
        RequiredTools.Need("git");
        Check();
        await (_starting ??= StartAsync());
    }

    async Task StartAsync()
    {
        _sandbox = await CreateSandboxAsync();
        _app = await _sandbox.AddAppAsync("guestbook", folder => SourceTree.Copy(SourceTree.PathOf("samples", "guestbook"), folder));
        var status = await _app.UpAsync();
        _url = status.Url;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public virtual async ValueTask DisposeAsync()
    {
        if (_sandbox is not null)
        {
            await _sandbox.DisposeAsync();
        }
    }
}

/// <summary>Run by whoever runs the tests; in CI that is root.</summary>
public sealed class OwnGuestbook : GuestbookEnvironment
{
    internal override Task<Sandbox> CreateSandboxAsync() => Sandbox.CreateAsync();

    protected override void Check() { }
}

/// <summary>Run by an ordinary user with a copy of this repository, the engines having been installed before.</summary>
public sealed class OrdinaryUsersGuestbook : GuestbookEnvironment
{
    ThrowawayUser? _user;
    string? _copy;

    internal override async Task<Sandbox> CreateSandboxAsync()
    {
        // The engines are there once root has run anything.
        await Sandbox.BuildAsync();
        _user = await ThrowawayUser.CreateAsync();
        _copy = Path.Combine(Path.GetTempPath(), $"rh-copy-{Guid.NewGuid().ToString("N")[..8]}");
        // With what has been built already: a build of the product as another user would only show that the SDK works.
        SourceTree.Copy(SourceTree.Root, _copy);
        await _user.OwnAsync(_copy);
        return await Sandbox.CreateAsync(user: _user, script: Path.Combine(_copy, "railhead"));
    }

    protected override void Check() =>
        Assert.SkipUnless(
            Machine.IsRoot,
            "Only root can become an ordinary user for a while; run by one, the other scenarios show the same."
        );

    public override async ValueTask DisposeAsync()
    {
        try
        {
            await base.DisposeAsync();
        }
        finally
        {
            if (_user is not null)
            {
                await _user.DisposeAsync();
            }

            if (_copy is not null)
            {
                Directory.Delete(_copy, recursive: true);
            }
        }
    }
}

/// <summary>Scenarios that share <see cref="OwnGuestbook"/>.</summary>
[CollectionDefinition("guestbook")]
public sealed class OwnGuestbookScenarios : ICollectionFixture<OwnGuestbook>;

/// <summary>Scenarios that share <see cref="OrdinaryUsersGuestbook"/>.</summary>
[CollectionDefinition("guestbook of an ordinary user")]
public sealed class OrdinaryUsersGuestbookScenarios : ICollectionFixture<OrdinaryUsersGuestbook>;
