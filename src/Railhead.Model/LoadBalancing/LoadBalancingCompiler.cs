namespace Railhead.Model;

/// <summary>Lays out listeners and target groups.</summary>
static class LoadBalancingCompiler
{
    /// <summary>TLS 1.2 and 1.3 without weak ciphers; the default policy still allows TLS 1.0.</summary>
    public const string TlsPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06";

    public const int DeregistrationDelay = 30;

    public static string Name(Scope scope) => scope.Name("lb", Naming.LoadBalancerLimit);

    public static LoadBalancing Compile(Blueprint blueprint, Scope scope) =>
        new()
        {
            Name = Name(scope),
            HealthCheck = blueprint.Health,
            Local = blueprint.Listen,
            // `domain` changes no name on this machine: nothing here answers for it.
            LocalHost = "localhost",
            Domain = blueprint.Domain,
            Listeners = blueprint.Domain is null
                ?
                [
                    new(ListenerKey.Http, Ports.Http, ListenerProtocol.Http, ListenerAction.Forward, null),
                    new(ListenerKey.Test, Ports.TestHttp, ListenerProtocol.Http, ListenerAction.Forward, null),
                ]
                :
                [
                    new(ListenerKey.Http, Ports.Http, ListenerProtocol.Http, ListenerAction.RedirectToHttps, null),
                    new(ListenerKey.Https, Ports.Https, ListenerProtocol.Https, ListenerAction.Forward, TlsPolicy),
                    new(ListenerKey.Test, Ports.TestHttps, ListenerProtocol.Https, ListenerAction.Forward, TlsPolicy),
                ],
            TargetGroups =
            [
                new(Slot.Blue, scope.Name("blue", Naming.LoadBalancerLimit), Ports.Nginx, DeregistrationDelay),
                new(Slot.Green, scope.Name("green", Naming.LoadBalancerLimit), Ports.Nginx, DeregistrationDelay),
            ],
            CrossZone = true,
            DeletionProtection = scope.IsProduction,
            IdleTimeout = 60,
            DropInvalidHeaders = true,
            AccessLogs = new AccessLogs(BucketNames.AccessLogs, $"lb/{scope.App}-{scope.Environment}"),
            Firewall = blueprint.Waf ? new Firewall(scope.Base, ManagedRules, RateLimit) : null,
        };

    /// <summary>Requests of one address in five minutes: a person's browser stays far below, a script that tries passwords does not.</summary>
    const int RateLimit = 2000;

    static readonly string[] ManagedRules =
    [
        "AWSManagedRulesAmazonIpReputationList",
        "AWSManagedRulesKnownBadInputsRuleSet",
        "AWSManagedRulesCommonRuleSet",
    ];
}
