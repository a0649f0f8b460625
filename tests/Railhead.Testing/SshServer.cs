using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Railhead.Testing;

/// <summary>A real sshd on loopback with keys and a configuration of its own; it ends with the test.</summary>
public sealed class SshServer : IAsyncDisposable
{
    readonly TemporaryFolder _folder = new();
    GuardedProcess? _process;

    SshServer() { }

    public int Port { get; } = FreePort.Find();

    /// <summary>The words of sshd so far.</summary>
    public string Log => _process!.Output;

    /// <param name="keysFile">The authorized_keys file; null: each user's own, under sshd's strict rules for permissions.</param>
    public static async Task<SshServer> StartAsync(string? keysFile = null)
    {
        RequiredTools.Need("sshd", "ssh", "ssh-keygen", "git");
        var server = new SshServer();
        await server.KeyAsync("host");
        var configuration = server.PathOf("sshd_config");
        await File.WriteAllTextAsync(
            configuration,
            $"""
            ListenAddress 127.0.0.1:{server.Port}
            HostKey {server.PathOf("host")}
            PidFile none
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            AcceptEnv *
            LogLevel VERBOSE
            {(keysFile is null ? "" : $"StrictModes no\nAuthorizedKeysFile \"{keysFile}\"")}

            """
        );
        if (Environment.UserName == "root")
        {
            // sshd's own, which its Debian service makes.
            Directory.CreateDirectory("/run/sshd");
        }

        server._process = await GuardedProcess.StartAsync([RequiredTools.Find("sshd")!, "-D", "-e", "-f", configuration], "TERM");
        await Eventually.IsAsync(server.Listens, listens => listens, "sshd listens");
        return server;
    }

    /// <summary>Makes a key pair and returns the text of its public half.</summary>
    public async Task<string> KeyAsync(string name)
    {
        var start = new ProcessStartInfo("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", $"{name}@laptop", "-f", PathOf(name)]);
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return await File.ReadAllTextAsync(PathOf(name) + ".pub");
    }

    /// <summary>The words of a client command up to where options and the host follow.</summary>
    /// <param name="key">The name of the key.</param>
    public IReadOnlyList<string> Client(string key) =>
        [
            "ssh",
            "-F",
            "/dev/null",
            "-i",
            PathOf(key),
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            "IdentityAgent=none",
            "-o",
            "BatchMode=yes",
            "-o",
            "StrictHostKeyChecking=no",
            "-o",
            "UserKnownHostsFile=/dev/null",
            "-o",
            "LogLevel=ERROR",
            "-p",
            Port.ToString(CultureInfo.InvariantCulture),
        ];

    public string PathOf(string file) => Path.Combine(_folder.Path, file);

    bool Listens()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }
}
