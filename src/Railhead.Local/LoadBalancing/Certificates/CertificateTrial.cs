using Railhead.Model;

namespace Railhead.Local;

/// <summary>Asks HAProxy whether it would load a certificate: OpenSSL refuses keys that are too small, for one.</summary>
static class CertificateTrial
{
    /// <exception cref="RailheadException">HAProxy refuses the certificate.</exception>
    public static async Task RunAsync(string haproxy, string pem, string chainFile, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("railhead-tls-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, TlsState.FileName), pem, cancellation);
            var configuration = Path.Combine(folder, "haproxy.cfg");
            await File.WriteAllTextAsync(
                configuration,
                "global\n    default-path config\n    ssl-default-bind-options ssl-min-ver TLSv1.2\n"
                    + "defaults\n    mode http\n    timeout client 1s\n"
                    + $"frontend trial\n    bind 127.0.0.1:1 ssl crt {TlsState.FileName}\n",
                cancellation
            );
            var result = await new Command(haproxy, "-c", "-f", configuration).RunAsync(cancellation: cancellation);
            if (!result.Succeeded)
            {
                var reason = result.Error.Split('\n').FirstOrDefault(line => line.Contains(TlsState.FileName, StringComparison.Ordinal));
                // Without the process id and the temporary folder: a reason that repeats is one warning.
                throw CertificateErrors.Refused(chainFile, (reason ?? result.Error).Split(" : ")[^1].Trim());
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
