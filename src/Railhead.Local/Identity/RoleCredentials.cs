using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Railhead.Local;

/// <summary>
/// Makes and verifies the credentials of roles without keeping any: everything follows from one signing key, so that what a task holds
/// outlives a restart of whoever verifies it.
/// </summary>
public sealed class RoleCredentials
{
    /// <summary>How long credentials are good; SDKs ask for new ones some minutes before.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(6);

    // Base 32 (RFC 4648), of which AWS's key ids are too.
    const string KeyIdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    readonly SignedText _tasks;
    readonly SignedText _sessions;
    readonly byte[] _keyIds;
    readonly byte[] _secrets;
    readonly TimeProvider _time;

    /// <param name="signingKey">32 bytes, the environment's own.</param>
    /// <param name="time">The clock.</param>
    public RoleCredentials(byte[] signingKey, TimeProvider time)
    {
        if (signingKey.Length < 32)
        {
            throw new ArgumentException("The signing key is shorter than 32 bytes.", nameof(signingKey));
        }

        _tasks = new SignedText(signingKey, "task1");
        _sessions = new SignedText(signingKey, "session1");
        _keyIds = Derive(signingKey, "railhead access key id 1");
        _secrets = Derive(signingKey, "railhead secret access key 1");
        _time = time;
    }

    /// <summary>The token with which a task gets its role's credentials (<c>AWS_CONTAINER_AUTHORIZATION_TOKEN</c>).</summary>
    public string TaskToken(string role, string task) => _tasks.Sign(role, task);

    /// <summary>Whose token it is, or null.</summary>
    public TaskIdentity? Identify(string taskToken) =>
        _tasks.Verify(taskToken) is [var role, var task] ? new TaskIdentity(role, task) : null;

    /// <summary>New credentials for a task.</summary>
    public SessionCredentials Issue(TaskIdentity who)
    {
        // Whole seconds: what is told is what is signed.
        var expires = DateTimeOffset.FromUnixTimeSeconds((_time.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        var token = _sessions.Sign(who.Role, who.Task, expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        return new SessionCredentials(ArnOf(who.Role), KeyIdOf(token), SecretOf(token), token, expires.UtcDateTime);
    }

    /// <summary>
    /// The session of a key id and token that <see cref="Issue"/> gave out, or null. One that is over is still told: the signature is
    /// checked
    /// first, and then the end.
    /// </summary>
    public Session? Verify(string accessKeyId, string? token)
    {
        if (token is null || _sessions.Verify(token) is not [var role, var task, var end])
        {
            return null;
        }

        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(accessKeyId), Encoding.UTF8.GetBytes(KeyIdOf(token))))
        {
            return null;
        }

        var expires = DateTimeOffset.FromUnixTimeSeconds(long.Parse(end, CultureInfo.InvariantCulture));
        return new Session(role, task, new SecretText(SecretOf(token)), expires);
    }

    /// <summary>The account that owns everything here. One machine has no accounts, so it is AWS's example of zeros.</summary>
    public const string AccountId = "000000000000";

    public static string ArnOf(string role) => $"arn:aws:iam::{AccountId}:role/{role}";

    string KeyIdOf(string token)
    {
        var hash = HMACSHA256.HashData(_keyIds, Encoding.UTF8.GetBytes(token));
        return "ASIA"
            + string.Create(
                16,
                hash,
                (id, bytes) =>
                {
                    for (var i = 0; i < id.Length; i++)
                    {
                        id[i] = KeyIdAlphabet[bytes[i] & 31];
                    }
                }
            );
    }

    // 30 bytes are the 40 characters that AWS's secrets have.
    string SecretOf(string token) => Convert.ToBase64String(HMACSHA256.HashData(_secrets, Encoding.UTF8.GetBytes(token)).AsSpan(0, 30));

    static byte[] Derive(byte[] key, string purpose) => HKDF.Expand(HashAlgorithmName.SHA256, key, 32, Encoding.UTF8.GetBytes(purpose));
}
