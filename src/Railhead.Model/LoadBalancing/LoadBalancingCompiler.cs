namespace Railhead.Model;

/// <summary>Lays out listeners and target groups.</summary>
static class LoadBalancingCompiler
{
    /// <summary>TLS 1.2 and 1.3 without weak ciphers; the default policy still allows TLS 1.0.</summary>
    public const string TlsPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06";

    public const int DeregistrationDelay = 30;

    public static string Name(Scope scope) => scope.Name("lb", Naming.LoadBalancerLimit, "internal-");

    public static string GroupName(Scope scope, TargetGroupKey key) =>
        scope.Name(key == TargetGroupKey.Blue ? "blue" : "green", Naming.LoadBalancerLimit);

    public static HealthCheck HealthCheck(Blueprint blueprint) =>
        new(
            blueprint.Get(HealthKeys.Path),
            blueprint.Get(HealthKeys.Matcher),
            blueprint.Get(HealthKeys.Interval),
            blueprint.Get(HealthKeys.Timeout),
            blueprint.Get(HealthKeys.Healthy),
            blueprint.Get(HealthKeys.Unhealthy)
        );

    public static LoadBalancing Compile(Blueprint blueprint, Scope scope, HealthCheck health)
    {
        var domain = blueprint.Get(NetworkKeys.Domain);
        return new LoadBalancing
        {
            Name = Name(scope),
            HealthCheck = health,
            Local = new LocalListen(
                blueprint.Get(NetworkKeys.ListenAddress),
                blueprint.Get(NetworkKeys.ListenHttp),
                !blueprint.IsWritten(NetworkKeys.ListenHttp),
                Tls(blueprint),
                blueprint.Get(NetworkKeys.TrustedProxies)
            ),
            // Without TLS nothing on this machine answers for `domain`.
            LocalHost = blueprint.Get(NetworkKeys.ListenHttps) is not null && domain is not null ? domain : "localhost",
            Domain = domain,
            Listeners = domain is null
                ? [new(ListenerKey.Http, WellKnownPorts.Http, ListenerProtocol.Http, ListenerAction.Forward, null)]
                :
                [
                    new(ListenerKey.Http, WellKnownPorts.Http, ListenerProtocol.Http, ListenerAction.RedirectToHttps, null),
                    new(ListenerKey.Https, WellKnownPorts.Https, ListenerProtocol.Https, ListenerAction.Forward, TlsPolicy),
                ],
            TargetGroups =
            [
                new(TargetGroupKey.Blue, GroupName(scope, TargetGroupKey.Blue), WellKnownPorts.Nginx, DeregistrationDelay),
                new(TargetGroupKey.Green, GroupName(scope, TargetGroupKey.Green), WellKnownPorts.Nginx, DeregistrationDelay),
            ],
            StickySeconds = blueprint.Get(ServiceKeys.Sticky),
            Hsts = blueprint.Get(NetworkKeys.Hsts),
            CrossZone = true,
            DeletionProtection = scope.IsProduction,
            IdleTimeout = 60,
            DropInvalidHeaders = true,
            AccessLogs = new AccessLogs(BucketNames.AccessLogs, $"lb/{scope.App}-{scope.Environment}"),
            Firewall = blueprint.Get(NetworkKeys.Waf) ? new Firewall(scope.Base, ManagedRules, RateLimit) : null,
        };
    }

    static TlsListener? Tls(Blueprint blueprint) =>
        blueprint.Get(NetworkKeys.ListenHttps) is { } port
            ? new TlsListener(
                port,
                NetworkKeys.SourceOf(blueprint),
                blueprint.Get(NetworkKeys.AcmeEmail),
                blueprint.Get(NetworkKeys.AcmeDirectory),
                NullIfEmpty(blueprint.Get(NetworkKeys.Chain)),
                NullIfEmpty(blueprint.Get(NetworkKeys.PrivateKey))
            )
            : null;

    static string? NullIfEmpty(string value) => value.Length == 0 ? null : value;

    /// <summary>
    /// Requests of one address in five minutes: a person's browser stays far below, a script that tries passwords does not.
    /// </summary>
    const int RateLimit = 2000;

    static readonly string[] ManagedRules =
    [
        "AWSManagedRulesAmazonIpReputationList",
        "AWSManagedRulesAnonymousIpList",
        "AWSManagedRulesKnownBadInputsRuleSet",
        "AWSManagedRulesCommonRuleSet",
    ];
}
