namespace Railhead.Model;

/// <summary>Region, domain and addresses: RH1201 to RH1219.</summary>
static class NetworkDiagnostics
{
    public static Finding Region(Place at, string region) =>
        Finding.Error(
            "RH1201",
            at,
            $"\"{ShapeDiagnostics.Shown(region)}\" is not an AWS region",
            "Use a region's name, such as eu-west-1."
        );

    public static Finding UnknownRegion(Place at, string region, string? near) =>
        Finding.Warning(
            "RH1202",
            at,
            $"{region} is not an AWS region that Railhead knows",
            near is null ? "Check the spelling; Railhead uses a newer region as you wrote it." : $"Did you mean {near}?"
        );

    public static Finding Domain(Place at, string domain) =>
        Finding.Error(
            "RH1203",
            at,
            $"\"{ShapeDiagnostics.Shown(domain)}\" is not a valid domain",
            "Use a host name in lower case, such as app.example.com, without https://, port and path."
        );

    public static Finding Address(Place at, string address) =>
        Finding.Error(
            "RH1204",
            at,
            $"\"{ShapeDiagnostics.Shown(address)}\" is not an IPv4 address",
            "Use 127.0.0.1 for this machine only, 0.0.0.0 to serve others."
        );

    public static Finding SamePort(Place at, int port) =>
        Finding.Error(
            "RH1205",
            at,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"listen.http and listen.https are both {port}"),
            "Give them different ports."
        );

    public static Finding AddressRange(Place at, string value) =>
        Finding.Error(
            "RH1206",
            at,
            $"\"{ShapeDiagnostics.Shown(value)}\" is not an address range",
            "Write the network's first address and the length of its prefix: 10.0.0.0/8, 192.0.2.7/32 or fd00::/8."
        );

    public static Finding RepeatedRange(Place at, string value) =>
        Finding.Error("RH1207", at, $"{ShapeDiagnostics.Shown(value)} is listed twice", "Keep one of the two.");

    public static Finding Certificate(Place at, string found) =>
        Finding.Error("RH1214", at, $"{found} is not a source of certificates", "Use local, acme or { chain: PATH, key: PATH }.");

    public static Finding OneCertificate(Place at) =>
        Finding.Error(
            "RH1215",
            at,
            "listen.certificate takes one source",
            "Write local, acme, { acme: { email: ADDRESS, directory: URL } } or { chain: PATH, key: PATH }."
        );

    public static Finding AcmeNeedsDomain(Place at) =>
        Finding.Error(
            "RH1216",
            at,
            "listen.certificate: acme needs a domain: no authority gives certificates for localhost",
            "Write domain: app.example.com, whose DNS record points to this machine, or use certificate: local."
        );

    public static Finding NeedsHttps(Place at, string path) =>
        Finding.Warning("RH1217", at, $"{path} has no effect on this machine without listen.https", "Write listen: { https: 443 }.");

    public static Finding HttpsUrl(Place at, string value) =>
        Finding.Error(
            "RH1218",
            at,
            $"\"{ShapeDiagnostics.Shown(value)}\" is not an address that begins with https://",
            "Write the directory's address, such as https://acme-v02.api.letsencrypt.org/directory."
        );

    public static Finding CertificatePath(Place at, string value) =>
        Finding.Error(
            "RH1219",
            at,
            $"\"{ShapeDiagnostics.Shown(value)}\" is not the path of a file",
            "Write a path from the app's folder, such as ../tls/chain.pem, or one from the root, such as /etc/ssl/app/chain.pem."
        );
}
