namespace Railhead.Model;

public enum EndpointKind
{
    Gateway,
    Interface,
}
