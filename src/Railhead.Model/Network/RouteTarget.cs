namespace Railhead.Model;

public enum RouteTarget
{
    InternetGateway,
    NatGateway,
}
