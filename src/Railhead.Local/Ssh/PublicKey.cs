using System.Security.Cryptography;
using System.Text;

namespace Railhead.Local;

/// <summary>An SSH public key.</summary>
/// <param name="Type">Such as <c>ssh-ed25519</c>.</param>
/// <param name="Text">Its bytes in base64, as they stand in a <c>.pub</c> file.</param>
public sealed record PublicKey(string Type, string Text)
{
    const int SmallestRsa = 2048,
        // OpenSSH's own limit.
        LargestRsa = 16384;

    static readonly string[] Private = ["PRIVATE KEY", "PuTTY-User-Key-File", "SSH PRIVATE KEY FILE"];

    /// <summary>As <c>ssh-keygen -l</c> shows it: SHA-256 in base64 without padding.</summary>
    public string Fingerprint => "SHA256:" + Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(Text))).TrimEnd('=');

    /// <summary>
    /// Reads the content of a <c>.pub</c> file. The comment is dropped, and the text is written anew from the bytes: nothing but type and
    /// key reaches a file.
    /// </summary>
    /// <exception cref="Railhead.Model.RailheadException">It is not one public key of a type that is strong enough.</exception>
    public static PublicKey Parse(string content)
    {
        var text = content.Trim('\ufeff', ' ', '\t', '\r', '\n');
        if (text.Length == 0)
        {
            throw PushKeyErrors.Empty();
        }

        if (Private.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)))
        {
            throw PushKeyErrors.PrivateKey();
        }

        if (text.StartsWith("----", StringComparison.Ordinal))
        {
            throw PushKeyErrors.NotAPublicKey("it is in another format, which \"ssh-keygen -i -f FILE\" converts");
        }

        if (text.AsSpan().IndexOfAny('\n', '\r') >= 0)
        {
            throw PushKeyErrors.SeveralLines();
        }

        var words = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (!IsKnown(words[0]))
        {
            throw words.Any(IsKnown) ? PushKeyErrors.OptionsBeforeKey()
            : words[0] == "ssh-dss" ? PushKeyErrors.TooWeak("it is a DSA key")
            : PushKeyErrors.NotAPublicKey("its type is not ssh-ed25519, ecdsa-sha2-nistp256, -384 or -521, ssh-rsa, or one of sk-");
        }

        var blob = new byte[text.Length];
        if (words.Length < 2 || !Convert.TryFromBase64String(words[1], blob, out var length))
        {
            throw PushKeyErrors.NotAPublicKey("the second word is not base64; perhaps a part is missing");
        }

        Check(words[0], blob.AsSpan(0, length));
        return new PublicKey(words[0], Convert.ToBase64String(blob, 0, length));
    }

    static bool IsKnown(string type) =>
        type
            is "ssh-ed25519"
                or "ssh-rsa"
                or "ecdsa-sha2-nistp256"
                or "ecdsa-sha2-nistp384"
                or "ecdsa-sha2-nistp521"
                or "sk-ssh-ed25519@openssh.com"
                or "sk-ecdsa-sha2-nistp256@openssh.com";

    /// <summary>The fields of the format: RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709 section 4, OpenSSH's PROTOCOL.u2f.</summary>
    static void Check(string type, ReadOnlySpan<byte> blob)
    {
        var fields = new SshFields(blob);
        if (Ascii(fields.Next()) != type)
        {
            throw PushKeyErrors.NotAPublicKey($"its content is not of the type {type}");
        }

        switch (type)
        {
            case "ssh-rsa":
                CheckRsa(fields.Next(), fields.Next());
                break;
            case "ssh-ed25519" or "sk-ssh-ed25519@openssh.com":
                Require(fields.Next().Length == 32);
                break;
            default:
                CheckPoint(Ascii(fields.Next()), type, fields.Next());
                break;
        }

        if (type.StartsWith("sk-", StringComparison.Ordinal))
        {
            Require(!fields.Next().IsEmpty);
        }

        Require(fields.IsEnd);
    }

    /// <summary>Positive numbers, most significant byte first (RFC 4251 section 5).</summary>
    static void CheckRsa(ReadOnlySpan<byte> exponent, ReadOnlySpan<byte> modulus)
    {
        Require(!exponent.IsEmpty && !modulus.IsEmpty && exponent[0] < 0x80 && modulus[0] < 0x80);
        var digits = modulus.TrimStart((byte)0);
        Require(!digits.IsEmpty && (exponent[^1] & 1) == 1 && exponent is not [1]);
        var bits = (digits.Length * 8) - byte.LeadingZeroCount(digits[0]);
        if (bits < SmallestRsa)
        {
            throw PushKeyErrors.TooWeak($"RSA needs {SmallestRsa} bits, and it has {bits}");
        }

        Require(bits <= LargestRsa);
    }

    static void CheckPoint(string curve, string type, ReadOnlySpan<byte> point)
    {
        const byte uncompressed = 4;
        var bytes = curve switch
        {
            "nistp256" => 32,
            "nistp384" => 48,
            _ => 66,
        };
        Require(type.Contains(curve, StringComparison.Ordinal) && curve.StartsWith("nistp", StringComparison.Ordinal));
        Require(point.Length == (2 * bytes) + 1 && point[0] == uncompressed);
    }

    static string Ascii(ReadOnlySpan<byte> bytes) => Encoding.ASCII.GetString(bytes);

    static void Require(bool isSo)
    {
        if (!isSo)
        {
            throw PushKeyErrors.NotAPublicKey("its content is damaged; perhaps a part is missing");
        }
    }
}
