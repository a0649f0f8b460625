using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Railhead.Local;

/// <summary>
/// PostgreSQL's stored form of a password (RFC 5803). Computed here, so that the password itself is in no statement, log or statistics view
/// of the server.
/// </summary>
public static class ScramVerifier
{
    const string Scheme = "SCRAM-SHA-256";
    const int Iterations = 4096; // PostgreSQL's own.
    const int Salt = 16;

    public static string Create(SecretText password) => Create(password, RandomNumberGenerator.GetBytes(Salt), Iterations);

    public static string Create(SecretText password, byte[] salt, int iterations)
    {
        var text = password.Reveal();
        // Other characters would need SASLprep (RFC 4013); Railhead's passwords are its own.
        if (!text.All(c => c is > ' ' and <= '~'))
        {
            throw new ArgumentException("The password has other characters than visible ASCII.");
        }

        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.ASCII.GetBytes(text), salt, iterations, HashAlgorithmName.SHA256, 32);
        var stored = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var server = HMACSHA256.HashData(salted, "Server Key"u8);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Scheme}${iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(stored)}:{Convert.ToBase64String(server)}"
        );
    }

    /// <summary>Whether a stored verifier is of this password.</summary>
    public static bool Matches(SecretText password, string? verifier)
    {
        if (verifier?.Split('$') is not [Scheme, var parameters, _])
        {
            return false;
        }

        if (parameters.Split(':') is not [var count, var salt])
        {
            return false;
        }

        if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations))
        {
            return false;
        }

        return Create(password, Convert.FromBase64String(salt), iterations) == verifier;
    }
}
