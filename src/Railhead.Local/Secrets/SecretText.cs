using System.Security.Cryptography;

namespace Railhead.Local;

/// <summary>A secret value that does not show itself in logs, messages and debuggers by accident.</summary>
public sealed class SecretText(string value)
{
    const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>A generated password of letters and digits only, so that it needs no escaping in URLs, shells and configuration.</summary>
    /// <param name="length">Characters; each is worth 5.95 bits.</param>
    public static string RandomPassword(int length = 40) => RandomNumberGenerator.GetString(Alphabet, length);

    /// <summary>A generated key as base64, see <see cref="Convert.FromBase64String"/>.</summary>
    public static string RandomKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The value itself: call it where it is used, never where it is passed on.</summary>
    public string Reveal() => value;

    public override string ToString() => "***";
}
