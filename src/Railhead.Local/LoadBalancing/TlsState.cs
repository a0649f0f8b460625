namespace Railhead.Local;

/// <summary>The TLS listener of the load balancer, as HAProxy's configuration has it.</summary>
public sealed record TlsState
{
    /// <summary>The certificate, its chain and its private key; beside HAProxy's configuration.</summary>
    public const string FileName = "tls.pem";

    /// <summary>Where HAProxy finds its listening socket, such as <c>fd@4</c>.</summary>
    public required string BindClause { get; init; }

    /// <summary>Port that plain requests are redirected to.</summary>
    public required int Port { get; init; }

    /// <summary>Whether responses have <c>Strict-Transport-Security</c>.</summary>
    public required bool Hsts { get; init; }

    /// <summary>Port on 127.0.0.1 that answers the challenges of ACME; null: they go to the app.</summary>
    public required int? ChallengePort { get; init; }

    /// <summary>The content of the certificate's file. It changes without a reload.</summary>
    public required string Pem { get; init; }
}
