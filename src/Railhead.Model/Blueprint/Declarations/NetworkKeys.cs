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
            Local = Support.NotYet("the address and `LB_ENDPOINT` stay `localhost`"),
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

    public static readonly Key<int?> ListenHttps = Section.Add(
        new Key<int?>("listen.https", Values.OrNull(Values.Integer(1, 65535)), null)
        {
            Meaning = "Port for HTTPS.",
            Local = Support.NotYet("the load balancer speaks plain HTTP"),
            Aws = OwnPorts,
        }
    );

    public static readonly Key<bool> Hsts = Section.Add(
        new Key<bool>("listen.hsts", Values.Boolean, false)
        {
            Meaning =
                "Whether responses have the header `Strict-Transport-Security` of a year: browsers then refuse HTTP and untrusted "
                + "certificates for the domain.",
            Local = Support.NotYet("the load balancer speaks plain HTTP"),
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
}
