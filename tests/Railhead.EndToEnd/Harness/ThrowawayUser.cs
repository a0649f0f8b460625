namespace Railhead.EndToEnd;

/// <summary>An ordinary user who exists for a while.</summary>
sealed class ThrowawayUser : IAsyncDisposable
{
    ThrowawayUser(string name) => Name = name;

    public string Name { get; }

    public static async Task<ThrowawayUser> CreateAsync()
    {
        var name = $"rhe2e-{Guid.NewGuid().ToString("N")[..8]}";
        (
            await Machine.RunAsync(
                "/",
                RequiredTools.Find("useradd")!,
                "--system",
                "--user-group",
                "--no-create-home",
                "--shell",
                "/bin/sh",
                name
            )
        ).Succeeded();
        return new(name);
    }

    /// <summary>The command, run as this user.</summary>
    public string[] Command(params string[] command) => ["setpriv", "--reuid", Name, "--regid", Name, "--init-groups", .. command];

    public async Task OwnAsync(string folder) => (await Machine.RunAsync("/", "chown", "-R", $"{Name}:{Name}", folder)).Succeeded();

    public async ValueTask DisposeAsync() => await Machine.RunAsync("/", RequiredTools.Find("userdel")!, Name);
}
