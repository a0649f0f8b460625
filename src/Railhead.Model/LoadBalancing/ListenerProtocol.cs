namespace Railhead.Model;

public enum ListenerProtocol
{
    Http,
    Https,
}
