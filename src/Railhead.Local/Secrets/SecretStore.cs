using System.Security.Cryptography;
using System.Text;
using Railhead.ObjectStore;

namespace Railhead.Local;

/// <summary>
/// The secrets of one environment: each encrypted with the environment's own random key, which the master key wraps, all in one file.
/// Every call reads the file and every change holds the folder, so that several processes can use it at once.
/// </summary>
public sealed class SecretStore
{
    /// <summary>Bytes of UTF-8 that a value may have.</summary>
    public const int MaxBytes = 64 * 1024;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    readonly Layout _layout;
    readonly TimeProvider _time;
    readonly byte[] _masterKey;

    public SecretStore(Layout layout, MasterKey masterKey, TimeProvider time)
    {
        _layout = layout;
        _time = time;
        _masterKey = IsThere(layout) ? masterKey.OpenFor(layout) : masterKey.EnsureFor(layout);
        using (ProcessLock.TakeFolder(layout.Secrets))
        {
            // Made at once: from now on a lost master key is known as lost.
            if (!IsThere(layout))
            {
                MakeFile();
            }
        }

        Read();
    }

    /// <summary>Whether the environment has had secrets yet.</summary>
    public static bool IsThere(Layout layout) => File.Exists(FileOf(layout));

    /// <summary>The value of a secret, or null when it was never set.</summary>
    public SecretText? Get(string name) => Open(Read(), name);

    /// <summary>Sets a secret's next version. A user's secret is named like a variable, a platform's has a slash in its name.</summary>
    public SecretEntry Set(string name, string value)
    {
        Check(name, value);
        using (ProcessLock.TakeFolder(_layout.Secrets))
        {
            return Replace(Read(), name, value);
        }
    }

    /// <summary>The value, made and kept by the first call: whoever asks at the same time gets the same.</summary>
    public SecretText GetOrCreate(string name, Func<string> create)
    {
        using (ProcessLock.TakeFolder(_layout.Secrets))
        {
            var content = Read();
            if (Open(content, name) is { } present)
            {
                return present;
            }

            var value = create();
            Check(name, value);
            Replace(content, name, value);
            return new SecretText(value);
        }
    }

    /// <returns>False when there was none of that name.</returns>
    public bool Remove(string name)
    {
        using (ProcessLock.TakeFolder(_layout.Secrets))
        {
            var (sealedSecrets, dataKey) = Read();
            var rest = sealedSecrets.Secrets.Where(secret => secret.Name != name).ToList();
            if (rest.Count == sealedSecrets.Secrets.Count)
            {
                return false;
            }

            Write(sealedSecrets with { Secrets = rest }, dataKey);
            return true;
        }
    }

    /// <summary>The user's secrets by name; the platform's are not told.</summary>
    public IReadOnlyList<SecretEntry> List() =>
        [
            .. Read()
                .Sealed.Secrets.Where(secret => SecretName.IsCustom(secret.Name))
                .Select(secret => new SecretEntry(secret.Name, secret.Version, secret.UpdatedAt)),
        ];

    static string FileOf(Layout layout) => Path.Combine(layout.Secrets, "secrets");

    void MakeFile()
    {
        var dataKey = RandomNumberGenerator.GetBytes(32);
        Write(new SealedSecrets(Envelope.Seal(_masterKey, dataKey, EnvironmentContext()), []), dataKey);
        DurableFolder.Flush(Path.GetDirectoryName(_layout.Secrets)!);
    }

    (SealedSecrets Sealed, byte[] DataKey) Read()
    {
        var path = FileOf(_layout);
        if (!File.Exists(path))
        {
            throw SecretErrors.FileMissing(path);
        }

        var bytes = File.ReadAllBytes(path);
        var content = SealedSecrets.Parse(bytes) ?? throw SecretErrors.FileDamaged(path);
        var dataKey = Envelope.Open(_masterKey, content.DataKey, EnvironmentContext());
        if (dataKey is not { Length: 32 })
        {
            throw SecretErrors.MasterKeyDoesNotFit(path);
        }

        if (!SealedSecrets.IsAuthentic(bytes, dataKey))
        {
            throw SecretErrors.FileDamaged(path);
        }

        return (content, dataKey);
    }

    SecretText? Open((SealedSecrets Sealed, byte[] DataKey) content, string name)
    {
        if (content.Sealed.Secrets.FirstOrDefault(secret => secret.Name == name) is not { } found)
        {
            return null;
        }

        var plain =
            Envelope.Open(content.DataKey, found.Value, SecretContext(found.Name, found.Version))
            ?? throw SecretErrors.FileDamaged(FileOf(_layout));
        return new SecretText(Strict.GetString(plain));
    }

    SecretEntry Replace((SealedSecrets Sealed, byte[] DataKey) content, string name, string value)
    {
        var version = (content.Sealed.Secrets.FirstOrDefault(secret => secret.Name == name)?.Version ?? 0) + 1;
        var now = _time.GetUtcNow();
        var next = new SealedSecret(
            name,
            version,
            now,
            Envelope.Seal(content.DataKey, Strict.GetBytes(value), SecretContext(name, version))
        );
        var all = content
            .Sealed.Secrets.Where(secret => secret.Name != name)
            .Append(next)
            .OrderBy(secret => secret.Name, StringComparer.Ordinal);
        Write(content.Sealed with { Secrets = [.. all] }, content.DataKey);
        return new SecretEntry(name, version, now);
    }

    void Write(SealedSecrets content, byte[] dataKey) => DurableFile.Write(FileOf(_layout), content.ToBytes(dataKey));

    // NUL parts what could otherwise be read in two ways; no name has one.
    byte[] EnvironmentContext() => Encoding.UTF8.GetBytes($"railhead data key 1\0{_layout.App}\0{_layout.Environment}");

    static byte[] SecretContext(string name, int version) => Encoding.UTF8.GetBytes($"railhead secret 1\0{name}\0{version}");

    static void Check(string name, string value)
    {
        if (!SecretName.IsCustom(name) && !SecretName.IsPlatform(name))
        {
            throw SecretErrors.NameInvalid(name);
        }

        if (value.Contains('\0', StringComparison.Ordinal))
        {
            throw SecretErrors.ValueNotText(name);
        }

        int size;
        try
        {
            size = Strict.GetByteCount(value);
        }
        catch (EncoderFallbackException)
        {
            throw SecretErrors.ValueNotText(name);
        }

        if (size > MaxBytes)
        {
            throw SecretErrors.ValueTooLong(name, size, MaxBytes);
        }
    }
}
