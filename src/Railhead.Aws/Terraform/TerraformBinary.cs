using System.Text.Json;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The installed Terraform or OpenTofu.</summary>
/// <param name="Path">The program's path.</param>
/// <param name="Name"><c>terraform</c> or <c>tofu</c>.</param>
/// <param name="Version">Without a pre-release suffix.</param>
public sealed record TerraformBinary(string Path, string Name, Version Version)
{
    /// <summary>
    /// Terraform: ephemeral resources (1.10), write-only arguments and the lock file in S3 (1.11). OpenTofu has all three since 1.11.
    /// </summary>
    public static Version Minimum { get; } = new(1, 11);

    /// <summary>The first on the PATH, Terraform before OpenTofu.</summary>
    /// <exception cref="RailheadException">Neither is installed, or it is too old.</exception>
    public static async Task<TerraformBinary> FindAsync(string searchPath, CancellationToken cancellation)
    {
        foreach (var name in (string[])["terraform", "tofu"])
        {
            var path = searchPath.Split(':').Select(folder => System.IO.Path.Combine(folder, name)).FirstOrDefault(File.Exists);
            if (path is null)
            {
                continue;
            }

            var version = await VersionAsync(path, cancellation);
            return version >= Minimum ? new TerraformBinary(path, name, version) : throw TerraformErrors.TooOld(path, version);
        }

        throw TerraformErrors.NotInstalled();
    }

    static async Task<Version> VersionAsync(string path, CancellationToken cancellation)
    {
        var found = new TerraformBinary(path, System.IO.Path.GetFileName(path), Minimum);
        var result = await new TerraformRun(found, System.IO.Path.GetTempPath()).RunAsync(null, cancellation, "version", "-json");
        cancellation.ThrowIfCancellationRequested();
        try
        {
            using var document = JsonDocument.Parse(result.Output);
            return Version.Parse(document.RootElement.GetProperty("terraform_version").GetString()!.Split('-')[0]);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException)
        {
            throw TerraformErrors.VersionUnknown(path, result.Error.Trim(), e);
        }
    }
}
