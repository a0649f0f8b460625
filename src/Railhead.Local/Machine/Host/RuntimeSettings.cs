using System.Collections;

namespace Railhead.Local;

/// <summary>Which variables of whoever runs <c>up</c> reach what Railhead starts: those that describe the machine, never anything else.</summary>
public static class RuntimeSettings
{
    static readonly string[] Names =
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
        "NUGET_CERT_REVOCATION_MODE",
        "DOTNET_ROOT",
        "JAVA_HOME",
        "GOPROXY",
    ];

    /// <summary>Proxies, CA bundles, places of toolchains: for builds and apps.</summary>
    public static IReadOnlyDictionary<string, string> OfMachine()
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (Names.Contains((string)variable.Key))
            {
                found[(string)variable.Key] = (string)variable.Value!;
            }
        }

        return found;
    }

    /// <summary>For Railhead's own long-running processes: where .NET is, and the settings that keep its memory small.</summary>
    public static IReadOnlyDictionary<string, string> ForServices(IReadOnlyDictionary<string, string> settings) =>
        new Dictionary<string, string>(settings) { ["DOTNET_ROOT"] = DotnetRoot(), ["DOTNET_EnableDiagnostics"] = "0" };

    static string DotnetRoot()
    {
        // …/shared/Microsoft.NETCore.App/10.0.1/
        var runtime = System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory();
        return Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
    }
}
