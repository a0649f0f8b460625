namespace Railhead.Model;

public enum Direction
{
    Ingress,
    Egress,
}
