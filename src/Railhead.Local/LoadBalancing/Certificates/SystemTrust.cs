namespace Railhead.Local;

/// <summary>The system's store of certificate authorities, as Debian's <c>ca-certificates</c> keeps it.</summary>
public static class SystemTrust
{
    const string Folder = "/usr/local/share/ca-certificates",
        Update = "/usr/sbin/update-ca-certificates";

    /// <exception cref="Model.RailheadException">The user is not root, or the system has no such store.</exception>
    public static async Task InstallAsync(string certificate, Account user, CancellationToken cancellation)
    {
        if (user.Uid != 0)
        {
            throw CertificateErrors.TrustNeedsRoot(certificate);
        }

        if (!File.Exists(Update))
        {
            throw CertificateErrors.NoSystemStore(certificate);
        }

        // Each home has an authority of its own.
        var text = await File.ReadAllBytesAsync(certificate, cancellation);
        var id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(text))[..8];
        Directory.CreateDirectory(Folder);
        DurableFile.Write(Path.Combine(Folder, $"railhead-{id}.crt"), text, FileModes.EverybodyReadsFile);
        var updated = await new Command(Update).RunAsync(cancellation: cancellation);
        if (!updated.Succeeded)
        {
            throw CertificateErrors.SystemStoreRefuses(updated.Error.Trim());
        }
    }
}
