namespace Railhead.EndToEnd;

/// <summary>
/// A Docker Engine with a registry and a load balancer, in namespaces of its own (<c>Scripts/engine.sh</c>). The registry has the names of
/// Amazon's and Microsoft's public ones and of the account's own; an authority of the test vouches for them.
/// </summary>
sealed class DockerHost : IAsyncDisposable
{
    /// <summary>The account's registry.</summary>
    public const string Registry = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";

    const string Public = "public.ecr.aws";
    const string Microsoft = "mcr.microsoft.com";
    const string Truststore = "truststore.pki.rds.amazonaws.com";
    const string Password = "the registry lets nobody in without it";
    const string PasswordHash = "$2b$04$abcdefghijklmnopqrstuuZKadyd5fzMqTGwsKOJ3f2zHlRVqFHEa";
    const string Docker = "/usr/bin/docker";

    /// <summary>Ends a program that hangs; far longer than a slow machine needs.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    readonly string _cgroup;
    readonly GuardedProcess _namespaces;
    readonly GuardedProcess _network;

    DockerHost(string folder, string cgroup, GuardedProcess namespaces, GuardedProcess network)
    {
        (Folder, _cgroup, _namespaces, _network) = (folder, cgroup, namespaces, network);
        Api = new DockerApi(Path.Combine(folder, "docker.sock"));
    }

    public static IReadOnlyList<string> Tools { get; } =
    ["dockerd", "docker-registry", "slirp4netns", "haproxy", "mmdebstrap", "iptables", "ip", "jq", "curl", "terraform"];

    public string Folder { get; }

    /// <summary>A folder in memory that exists only where the Docker Engine is.</summary>
    public string Memory => Path.Combine(Folder, "memory");

    public DockerApi Api { get; }

    /// <summary>Whether this user may make namespaces and run a Docker Engine in them.</summary>
    public static async Task<bool> IsPossibleAsync()
    {
        await using var running = new Running(
            ["unshare", "--net", "--mount", "--pid", "--fork", "--mount-proc", "/bin/sh", "-c", "mount -t tmpfs tmpfs /mnt"],
            "/",
            new Dictionary<string, string?>()
        );
        return (await running.EndAsync(Limit)).ExitCode == 0;
    }

    public static async Task<DockerHost> StartAsync(string folder)
    {
        WriteFiles(folder);
        var cgroup = $"/railhead-images-{Guid.NewGuid():N}";
        string[] command = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child=KILL", "--mount-proc"];
        var namespaces = await GuardedProcess.StartAsync([
            .. command,
            SourceTree.PathOf("tests", "Railhead.Images.EndToEnd", "Scripts", "engine.sh"),
            folder,
            cgroup,
        ]);
        var pid = namespaces.Pid.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await Eventually.TrueAsync(() => Path.Exists($"/proc/{pid}/ns/net") && InNamespaces(pid), "the namespaces exist");
        // A way out for the package managers of builds, without a change to this machine's own network.
        var network = await GuardedProcess.StartAsync([
            "slirp4netns",
            "--configure",
            "--mtu=65520",
            "--disable-host-loopback",
            pid,
            "tap0",
        ]);
        var host = new DockerHost(folder, cgroup, namespaces, network);
        try
        {
            await Eventually.SucceedsAsync(
                async () => namespaces.HasExited || await host.Api.AnswersAsync(),
                $"the Docker Engine answers; its log is {folder}/dockerd.log",
                180
            );
            Assert.False(namespaces.HasExited, namespaces.Output);
            await host.RunAsync("docker", "login", "--username", "AWS", "--password", Password, Public);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a program where the Docker Engine is: with its network and its names of hosts.</summary>
    public async Task<Finished> RunInAsync(string folder, IReadOnlyDictionary<string, string?> variables, params string[] command)
    {
        var environment = new Dictionary<string, string?>
        {
            ["PATH"] = $"{Folder}/bin:{Environment.GetEnvironmentVariable("PATH")}",
            ["DOCKER_HOST"] = $"unix://{Folder}/docker.sock",
            ["DOCKER_CONFIG"] = $"{Folder}/docker-config",
            // The default of newer versions.
            ["DOCKER_BUILDKIT"] = "1",
        };
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        // unshare itself stays in the old namespace of processes.
        var pid = _namespaces.Pid;
        await using var running = new Running(
            ["nsenter", $"--target={pid}", "--net", "--mount", $"--pid=/proc/{pid}/ns/pid_for_children", $"--wd={folder}", .. command],
            folder,
            environment
        );
        return await running.EndAsync(Limit);
    }

    public async Task<Finished> RunAsync(params string[] command) =>
        (await RunInAsync(Folder, new Dictionary<string, string?>(), command)).Succeeded();

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _network.DisposeAsync();
        await _namespaces.DisposeAsync();
        await ControlGroups.RemoveAsync(_cgroup);
    }

    static bool InNamespaces(string pid) => new FileInfo($"/proc/{pid}/ns/net").LinkTarget != new FileInfo("/proc/self/ns/net").LinkTarget;

    static void WriteFiles(string folder)
    {
        (string Host, string Address)[] hosts =
        [
            (Public, "127.0.0.1"),
            (Registry, "127.0.0.1"),
            (Microsoft, "127.0.0.2"),
            (Truststore, LoadBalancer.TruststoreAddress),
        ];
        Certificates.Write(folder, [.. hosts.Select(entry => entry.Host)]);
        void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text);
        Write("hosts", "127.0.0.1 localhost\n" + string.Concat(hosts.Select(entry => $"{entry.Address} {entry.Host}\n")));
        // The resolver of slirp4netns.
        Write("resolv.conf", "nameserver 10.0.2.3\n");
        Write("password", Password);
        Write("htpasswd", $"AWS:{PasswordHash}\n");
        var login = $"auth: {{ htpasswd: {{ realm: images, path: {folder}/htpasswd }} }}\n";
        Write("registry.yml", RegistryOf(folder, "127.0.0.1") + login);
        Write("public-registry.yml", RegistryOf(folder, "127.0.0.2"));
        Write("haproxy.cfg", LoadBalancer.Configuration(folder));
        Directory.CreateDirectory(Path.Combine(folder, "memory"));
        Directory.CreateDirectory(Path.Combine(folder, "bin"));
        File.CreateSymbolicLink(Path.Combine(folder, "bin/docker"), Docker);
        File.CreateSymbolicLink(Path.Combine(folder, "bin/aws"), SourceTree.PathOf("tests", "Railhead.Images.EndToEnd", "Scripts", "aws"));
    }

    static string RegistryOf(string folder, string address) =>
        $$"""
            version: 0.1
            log: { level: warn }
            storage: { filesystem: { rootdirectory: {{folder}}/memory/registry } }
            http: { addr: "{{address}}:443", tls: { certificate: {{folder}}/host.pem, key: {{folder}}/host.key } }

            """;
}
