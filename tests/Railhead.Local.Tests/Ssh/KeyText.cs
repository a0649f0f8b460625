using System.Buffers.Binary;
using System.Text;

namespace Railhead.Local.Tests;

/// <summary>Public keys as <c>ssh-keygen</c> writes them, and with any content.</summary>
static class KeyText
{
    /// <summary>Another key for each number.</summary>
    public static string Ed25519(byte number = 7) =>
        Of("ssh-ed25519", Field("ssh-ed25519"), Field(Enumerable.Repeat(number, 32).ToArray()));

    public static string Rsa(int bits, byte exponent = 3)
    {
        // The highest bit makes a number negative, so a zero stands before it.
        var modulus = new byte[(bits + 7) / 8];
        modulus[0] = (byte)(1 << ((bits - 1) % 8));
        modulus[^1] |= 1;
        var number = modulus[0] >= 0x80 ? (byte[])[0, .. modulus] : modulus;
        return Of("ssh-rsa", Field("ssh-rsa"), Field([exponent]), Field(number));
    }

    public static string Of(string type, params byte[][] fields) =>
        $"{type} {Convert.ToBase64String([.. fields.SelectMany(field => field)])} somebody@laptop";

    public static byte[] Field(string text) => Field(Encoding.ASCII.GetBytes(text));

    public static byte[] Field(byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. content];
    }
}
