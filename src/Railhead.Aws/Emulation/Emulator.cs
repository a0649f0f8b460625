using System.Text;

namespace Railhead.Aws;

/// <summary>
/// An AWS emulator instead of AWS, named by the variable that AWS's own tools read. Terraform then works in a copy of the folder with the
/// provider settings for the emulator; the folder itself does not change.
/// </summary>
static class Emulator
{
    /// <summary>Such as <c>http://127.0.0.1:5000</c>; null: AWS itself.</summary>
    public static string? Endpoint =>
        Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is { Length: > 0 } url ? url.TrimEnd('/') : null;

    /// <summary>
    /// Copies the Terraform files of a folder, leaves out what the emulator does not support, and adds the provider settings.
    /// </summary>
    /// <returns>The addresses of the resources that were left out.</returns>
    public static async Task<IReadOnlyList<string>> CopyAsync(string folder, string copy, string endpoint, CancellationToken cancellation)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(folder, path);
            if (relative.StartsWith(".terraform/", StringComparison.Ordinal))
            {
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(copy, relative))!);
            File.Copy(path, Path.Combine(copy, relative));
        }

        var files = Directory.EnumerateFiles(copy, "*.tf").Order(StringComparer.Ordinal).ToDictionary(path => path, File.ReadAllText);
        foreach (var (path, text) in files.ToList())
        {
            files[path] = OwnZone(text);
        }

        IReadOnlyList<string> leftOut = [];
        var overrides = Settings(files.Values);
        if (await IsMotoAsync(endpoint, cancellation))
        {
            leftOut = MotoGaps.LeaveOut(files);
            overrides += MotoGaps.Overrides(files.Values);
        }

        foreach (var (path, text) in files)
        {
            await File.WriteAllTextAsync(path, text, cancellation);
        }

        await File.WriteAllTextAsync(Path.Combine(copy, "emulator_override.tf"), overrides, new UTF8Encoding(false), cancellation);
        return leftOut;
    }

    /// <summary>
    /// Bucket names in the path, because only AWS has host names for them; few retries, because unsupported calls never succeed.
    /// </summary>
    static string Settings(IEnumerable<string> files)
    {
        var text = new StringBuilder(Provider(""));
        if (files.Any(file => file.Contains("alias  = \"copy\"", StringComparison.Ordinal)))
        {
            text.Append(Provider("  alias = \"copy\"\n"));
        }

        return text.ToString();
    }

    static string Provider(string alias) =>
        $$"""
            provider "aws" {
            {{alias}}  s3_use_path_style           = true
              skip_credentials_validation = true
              skip_metadata_api_check     = true
              skip_region_validation      = true
              max_retries                 = 5
            }


            """;

    /// <summary>On AWS the domain's zone must exist. An emulator starts empty, so the copy creates the zone.</summary>
    static string OwnZone(string text)
    {
        const string zone = "data \"aws_route53_zone\" \"main\" {";
        if (!text.Contains(zone, StringComparison.Ordinal))
        {
            return text;
        }

        return HclBlocks
                .Without(text, (address, _) => address == "data.aws_route53_zone.main")
                .Replace("data.aws_route53_zone.main.", "aws_route53_zone.main.", StringComparison.Ordinal)
            + "\nresource \"aws_route53_zone\" \"main\" {\n  name = var.hosted_zone\n}\n";
    }

    /// <summary>moto's server has a path of its own.</summary>
    static async Task<bool> IsMotoAsync(string endpoint, CancellationToken cancellation)
    {
        try
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
            using var response = await client.GetAsync(new Uri($"{endpoint}/moto-api/"), cancellation);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
