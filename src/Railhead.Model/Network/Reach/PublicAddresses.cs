namespace Railhead.Model;

/// <summary>AWS gives out public addresses with the apply: until then these stand for them.</summary>
public static class PublicAddresses
{
    static readonly uint Base = AddressRange.Parse("54.72.0.0/16").First;

    public static uint LoadBalancer(int number) => Base + (uint)number;

    public static uint Nat(int number) => Base + 256 + (uint)number;

    public static uint Other(int number) => Base + 512 + (uint)number;
}
