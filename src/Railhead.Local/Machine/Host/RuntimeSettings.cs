namespace Railhead.Local;

/// <summary>
/// The variables of the user who runs <c>up</c> that reach the processes that Railhead starts: only those that describe the machine.
/// </summary>
public static class RuntimeSettings
{
    static readonly string[] ProxiesAndCertificates =
    [
        "http_proxy",
        "https_proxy",
        "no_proxy",
        "all_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "NO_PROXY",
        "ALL_PROXY",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
        "CURL_CA_BUNDLE",
        "REQUESTS_CA_BUNDLE",
        "NODE_EXTRA_CA_CERTS",
        "GIT_SSL_CAINFO",
        "PIP_CERT",
    ];

    static readonly string[] Proxies = ["http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"];

    /// <summary>Bundles of authorities, read by lego; the first is for the ACME server alone.</summary>
    public static readonly string[] AcmeCertificates = ["LEGO_CA_CERTIFICATES", "SSL_CERT_FILE"];

    static readonly string[] Toolchains = ["NUGET_CERT_REVOCATION_MODE", "DOTNET_ROOT", "JAVA_HOME", "GOPROXY"];

    static readonly string[] Places = ["HOME", "LANG", "DOTNET_ROOT", "XDG_RUNTIME_DIR", "XDG_STATE_HOME", "XDG_CONFIG_HOME"];

    /// <summary>Proxies, CA bundles, places of toolchains: for builds and apps.</summary>
    public static IReadOnlyDictionary<string, string> OfMachine() =>
        new SortedDictionary<string, string>(
            Kept([.. ProxiesAndCertificates, .. Toolchains], Environment.GetEnvironmentVariable),
            StringComparer.Ordinal
        );

    /// <summary>
    /// The variables that every service inherits: paths of programs, proxies and certificates, and nothing else of the starter's
    /// environment.
    /// </summary>
    /// <param name="variable">Reads the starter's environment.</param>
    /// <param name="searchPath">See <see cref="Tools.SearchPath"/>.</param>
    public static IReadOnlyDictionary<string, string> ForSupervisor(Func<string, string?> variable, string searchPath)
    {
        var environment = new Dictionary<string, string> { ["LANG"] = "C.UTF-8" };
        foreach (var (name, value) in Kept([.. Places, .. ProxiesAndCertificates], variable).Where(kept => kept.Value.Length > 0))
        {
            environment[name] = value;
        }

        environment["PATH"] = searchPath;
        environment["TZ"] = "UTC";
        return environment;
    }

    /// <summary>For the client of ACME: where it may reach the authority, and whose certificates it believes.</summary>
    public static IReadOnlyDictionary<string, string> OfAcme(Func<string, string?> variable) =>
        Kept([.. Proxies, .. AcmeCertificates], variable);

    static Dictionary<string, string> Kept(IEnumerable<string> names, Func<string, string?> variable) =>
        names
            .Select(name => (Name: name, Value: variable(name)))
            .Where(found => found.Value is not null)
            .ToDictionary(found => found.Name, found => found.Value!);

    /// <summary>For Railhead's own long-running processes: where .NET is, and the settings that keep its memory small.</summary>
    public static IReadOnlyDictionary<string, string> ForServices(IReadOnlyDictionary<string, string> settings) =>
        new Dictionary<string, string>(settings) { ["DOTNET_ROOT"] = DotnetRoot(), ["DOTNET_EnableDiagnostics"] = "0" };

    /// <summary>The folder of the .NET that runs this program; null where the program has it in itself.</summary>
    public static string? SharedDotnet() => File.Exists(Path.Combine(DotnetRoot(), "dotnet")) ? DotnetRoot() : null;

    static string DotnetRoot()
    {
        // …/shared/Microsoft.NETCore.App/10.0.1/
        var runtime = System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory();
        return Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
    }
}
