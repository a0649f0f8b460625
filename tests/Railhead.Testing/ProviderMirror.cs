namespace Railhead.Testing;

/// <summary>Providers on disk, for machines without the registry.</summary>
public static class ProviderMirror
{
    static readonly string[] Parents =
    [
        "/opt",
        "/usr/local/share",
        "/usr/share",
        "/usr/local/lib",
        Environment.GetEnvironmentVariable("HOME") ?? "/root",
    ];

    /// <summary>A folder that <c>terraform init -plugin-dir</c> and a CLI configuration take, or null: the registry is asked.</summary>
    public static string? Folder { get; } =
        Parents
            .Where(Directory.Exists)
            .SelectMany(parent => Directory.EnumerateDirectories(parent).Append(parent))
            .FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, "registry.terraform.io/hashicorp/aws")));
}
