using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Railhead.Model;

namespace Railhead.Aws;

/// <summary>The installed AWS CLI, for calls that a person could type.</summary>
/// <param name="Path">The program.</param>
/// <param name="Region">Of all calls.</param>
public sealed partial record AwsCli(string Path, string Region)
{
    /// <exception cref="RailheadException">It is not installed.</exception>
    public static AwsCli Find(string searchPath, string region)
    {
        var path = searchPath.Split(':').Select(folder => System.IO.Path.Combine(folder, "aws")).FirstOrDefault(File.Exists);
        return path is null ? throw OneOffErrors.NoCli() : new AwsCli(path, region);
    }

    /// <summary>
    /// Makes one call. It has a session of its own: Ctrl-C does not reach it, so nobody can interrupt it after AWS has acted and before it
    /// has answered.
    /// </summary>
    /// <param name="words">Service, operation and options.</param>
    /// <returns>The answer; undefined if there is none.</returns>
    /// <exception cref="AwsCliException">AWS refused the call, or did not answer.</exception>
    public async Task<JsonElement> CallAsync(params IReadOnlyList<string> words)
    {
        var start = new ProcessStartInfo("setsid", [Path, "--region", Region, "--output", "json", .. words])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Version 2 would show long answers in a pager.
        start.Environment["AWS_PAGER"] = "";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var said = (await error).Trim();
        if (process.ExitCode != 0)
        {
            throw new AwsCliException(ErrorPattern().Match(said) is { Success: true } match ? match.Groups[1].Value : "", said);
        }

        if (output.Trim().Length == 0)
        {
            return default;
        }

        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    /// <summary>The account behind the credentials.</summary>
    /// <exception cref="RailheadException">There are no credentials, or AWS refuses them.</exception>
    public async Task<AwsAccount> AccountAsync()
    {
        try
        {
            var identity = await CallAsync("sts", "get-caller-identity");
            return new AwsAccount(identity.GetProperty("Account").GetString()!, identity.GetProperty("Arn").GetString()!);
        }
        catch (AwsCliException e) when (e.Code.Length > 0)
        {
            throw TerraformErrors.CredentialsRefused(e.Message, e);
        }
        catch (AwsCliException e) when (e.Message.Contains("redentials", StringComparison.Ordinal))
        {
            throw TerraformErrors.NoCredentials(e);
        }
        catch (AwsCliException e)
        {
            throw TerraformErrors.AwsUnreachable(e);
        }
    }

    [GeneratedRegex(@"An error occurred \((\w+)\)")]
    private static partial Regex ErrorPattern();
}
