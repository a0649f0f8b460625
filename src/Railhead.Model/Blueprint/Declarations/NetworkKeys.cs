namespace Railhead.Model;

/// <summary>Region, zones, and how clients reach the load balancer.</summary>
static class NetworkKeys
{
    public static readonly KeySection Section = new("network");

    public static readonly Key<string> Region = Section.Add(
        new Key<string>("region", Values.Text(TextForms.Region), "eu-west-1")
        {
            Meaning = "AWS region.",
            Local = Support.As("used only for the app's variables `AWS_REGION` and `S3_REGION_NAME`."),
        }
    );

    public static readonly Key<int> Zones = Section.Add(
        new Key<int>("zones", Values.Integer(2, 3), 2)
        {
            Meaning = "Availability zones that tasks are spread over.",
            Local = Support.As("zones are names; tasks are placed the same way."),
        }
    );

    public static readonly Key<string?> Domain = Section.Add(
        new Key<string?>("domain", Values.TextOrNull(Values.Text(TextForms.Domain)), null)
        {
            Meaning = "Host name of the app.",
            Aws = Support.As("certificate, HTTPS and redirect for this name. Null: HTTP at the load balancer's own name."),
            Local = Support.As("with `listen.https`, the app's address and `LB_ENDPOINT`. Without it no effect: both are `localhost`."),
        }
    );

    public static readonly Key<bool> Waf = Section.Add(
        new Key<bool>("waf", Values.Boolean, false)
        {
            Meaning = "Whether a web application firewall stands before the load balancer.",
            Aws = Support.As("AWS's managed rules, and at most 2000 requests in five minutes from each address."),
            Local = Support.As("there is no firewall."),
        }
    );

    public static readonly Key<IReadOnlyList<int>?> Egress = Section.Add(
        new Key<IReadOnlyList<int>?>("egress", Values.IntegersOrNull(1, 65535, "TCP ports"), null)
        {
            Meaning = "Ports that tasks may reach on the Internet, such as `[443, 587]` for HTTPS and mail.",
            Local = Support.NotYet("tasks reach every port"),
            Aws = Support.As(
                "security group and network ACL; null means `[443]`. Without 443, AWS's services are reached by endpoints, which cost by the "
                    + "hour. AWS blocks port 25."
            ),
        }
    );

    static readonly Support OwnPorts = Support.As("not used; the load balancer listens on ports 80 and 443.");

    public static readonly Key<string> ListenAddress = Section.Add(
        new Key<string>("listen.address", Values.Text(TextForms.Address), "127.0.0.1")
        {
            Meaning = "Address that the load balancer listens on. `0.0.0.0` serves other machines too.",
            Aws = OwnPorts,
        }
    );

    public static readonly Key<int> ListenHttp = Section.Add(
        new Key<int>("listen.http", Values.Integer(1, 65535), 8080)
        {
            Meaning =
                "Port for HTTP. If the default is taken at the first start, the next free port is used and kept; "
                + "a port that you write is never changed.",
            Aws = OwnPorts,
        }
    );

    static readonly Support OwnCertificate = Support.As(
        "not used; with `domain`, AWS Certificate Manager makes and renews the certificate."
    );

    public static readonly Key<int?> ListenHttps = Section.Add(
        new Key<int?>("listen.https", Values.OrNull(Values.Integer(1, 65535)), null)
        {
            Meaning =
                "Port for HTTPS: TLS 1.2 and 1.3, HTTP/2 and HTTP/1.1. `listen.http` then redirects to it. Null: no HTTPS. "
                + "A port that you write is never changed.",
            Aws = Support.As("not used; with `domain`, the load balancer has HTTPS on port 443 and redirects port 80."),
        }
    );

    static readonly Dictionary<string, CertificateSource> Sources = new(StringComparer.Ordinal)
    {
        ["local"] = CertificateSource.Local,
        ["acme"] = CertificateSource.Acme,
    };

    const string AcmeMapping = "listen.certificate.acme";

    /// <summary>Written instead of the mapping: a source without settings.</summary>
    public static readonly Key<CertificateSource> Certificate = Section.Add(
        new Key<CertificateSource>("listen.certificate", Values.Word(Sources, OtherCertificate), CertificateSource.Local)
        {
            Meaning =
                "Source of the certificate. `local`: a certificate authority of this machine, which `railhead trust` installs. "
                + "`acme`: Let's Encrypt, or the directory below; needs `domain`. Or your own files: `{ chain: PATH, key: PATH }`.",
            Aws = OwnCertificate,
            Choices =
            [
                ["acme"],
                ["chain", "key"],
            ],
        }
    );

    public static readonly Key<string?> AcmeEmail = Section.Add(
        new Key<string?>("listen.certificate.acme.email", Values.TextOrNull(Values.Text(TextForms.Email)), null)
        {
            Meaning = "Address that the certificate authority may write to.",
            Aws = OwnCertificate,
            When = blueprint => SourceOf(blueprint) == CertificateSource.Acme,
        }
    );

    public static readonly Key<string> AcmeDirectory = Section.Add(
        new Key<string>(
            "listen.certificate.acme.directory",
            Values.Text(TextForms.HttpsUrl),
            "https://acme-v02.api.letsencrypt.org/directory"
        )
        {
            Meaning = "ACME directory of the certificate authority.",
            Aws = OwnCertificate,
            When = blueprint => SourceOf(blueprint) == CertificateSource.Acme,
        }
    );

    public static readonly Key<string> Chain = Section.Add(
        new Key<string>("listen.certificate.chain", Values.Text(TextForms.CertificatePath), "")
        {
            DefaultIs = "none",
            Meaning =
                "PEM file with your certificate, then those of the authorities between it and the root. "
                + "The path is relative to the app's folder. A changed file is taken over by itself.",
            Aws = OwnCertificate,
            When = blueprint => SourceOf(blueprint) == CertificateSource.Files,
        }
    );

    public static readonly Key<string> PrivateKey = Section.Add(
        new Key<string>("listen.certificate.key", Values.Text(TextForms.CertificatePath), "")
        {
            DefaultIs = "none",
            Meaning = "PEM file with the certificate's private key, without a passphrase. Keep it out of the repository.",
            Aws = OwnCertificate,
            When = blueprint => SourceOf(blueprint) == CertificateSource.Files,
        }
    );

    public static readonly Key<bool> Hsts = Section.Add(
        new Key<bool>("listen.hsts", Values.Boolean, false)
        {
            Meaning =
                "Whether responses have the header `Strict-Transport-Security` of a year: browsers then refuse HTTP and untrusted "
                + "certificates for the domain.",
            Local = Support.As("needs `listen.https`."),
            Aws = Support.As("needs `domain`; the HTTPS listener adds the header."),
        }
    );

    public static readonly Key<IReadOnlyList<string>> TrustedProxies = Section.Add(
        new Key<IReadOnlyList<string>>("listen.trusted_proxies", Values.List(TextForms.AddressRange, NetworkDiagnostics.RepeatedRange), [])
        {
            Meaning =
                "Address ranges of proxies before the load balancer, such as `10.0.0.0/8` or `127.0.0.1/32`. "
                + "The app gets their `X-Forwarded-For`, `-Proto`, `-Port` and related headers as they were sent. "
                + "From all other clients, the load balancer removes or overwrites them.",
            Aws = Support.As("not used; the load balancer sets these headers itself."),
        }
    );

    /// <summary>Where the certificate comes from: the nearest layer that mentions it decides.</summary>
    public static CertificateSource SourceOf(Blueprint blueprint)
    {
        var layer = blueprint.Nearest(Certificate.Path);
        return layer is null ? CertificateSource.Local
            : layer.Settings.TryGetValue(Certificate.Path, out var setting) ? (CertificateSource)setting.Value!
            : layer.Mappings.ContainsKey(AcmeMapping) ? CertificateSource.Acme
            : CertificateSource.Files;
    }

    /// <summary>Whether a mapping names one source: ACME, or both of the files.</summary>
    public static bool IsOneSource(Blueprint blueprint, Layer layer) =>
        layer.Mappings.ContainsKey(AcmeMapping)
            ? !layer.Settings.ContainsKey(Chain.Path) && !layer.Settings.ContainsKey(PrivateKey.Path)
            : blueprint.IsWritten(Chain) && blueprint.IsWritten(PrivateKey);

    static Finding OtherCertificate(YamlNode written) => NetworkDiagnostics.Certificate(written.At, ValueReaders.Kind(written));
}
