namespace Railhead.Local;

/// <summary>The systemd that starts a unit: the system's, or the one of a user.</summary>
/// <param name="isOfSystem">Whether it is the system's.</param>
/// <param name="user">Who runs this program.</param>
/// <param name="variable">Reads an environment variable.</param>
public sealed class ServiceManager(bool isOfSystem, Account user, Func<string, string?> variable)
{
    const string SystemUnits = "/etc/systemd/system",
        Program = "systemctl";

    /// <summary>Where it reads the units that an administrator or the user writes.</summary>
    public UnitFolder Units => new(isOfSystem ? SystemUnits : Path.Combine(ConfigurationFolder(), "systemd", "user"));

    /// <summary>Whether this machine has systemd; it need not run now, as in an image that is being built.</summary>
    public bool Exists => IsBooted || SearchPath.Find($"{variable("PATH")}:{SearchPath.OfSystem}", Program) is not null;

    /// <summary>Whether it runs now. The folder is what sd_booted(3) looks at.</summary>
    public bool Runs => IsBooted && (isOfSystem || Path.Exists(Path.Combine(RuntimeFolder, "systemd", "private")));

    /// <summary>Whether a user's services start at boot and stay after the logout; the system's always do.</summary>
    bool Lingers => isOfSystem || File.Exists($"/var/lib/systemd/linger/{user.Name}");

    static bool IsBooted => Directory.Exists("/run/systemd/system");

    string RuntimeFolder => $"/run/user/{user.Uid}";

    /// <summary>Has it read its unit files again.</summary>
    /// <returns>Why not; null when it has.</returns>
    public async Task<string?> ReloadAsync(CancellationToken cancellation)
    {
        // Without a login, as under sudo -u, the variable is missing.
        IReadOnlyList<string> words = isOfSystem ? [Program] : ["env", $"XDG_RUNTIME_DIR={RuntimeFolder}", Program, "--user"];
        var result = await new Command(words[0], [.. words.Skip(1), "daemon-reload"]).RunAsync(cancellation: cancellation);
        return result.Succeeded ? null : result.Error.Trim();
    }

    /// <summary>Lets the user's services start at boot, where the machine allows users to decide that.</summary>
    public async Task<bool> TryLingerAsync(CancellationToken cancellation)
    {
        if (!Lingers && IsBooted)
        {
            await new Command("loginctl", "--no-ask-password", "enable-linger", user.Name).RunAsync(cancellation: cancellation);
        }

        return Lingers;
    }

    string ConfigurationFolder() =>
        variable("XDG_CONFIG_HOME") is { } folder && Path.IsPathRooted(folder) ? folder
        : variable("HOME") is { } home && Path.IsPathRooted(home) ? Path.Combine(home, ".config")
        : throw HostErrors.NoHome();
}
