namespace Railhead.Model;

public enum ListenerKey
{
    /// <summary>Port 80: redirects where there is TLS, else serves.</summary>
    Http,

    /// <summary>Port 443.</summary>
    Https,
}
