using System.Globalization;
using System.Text.Json;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead secrets list</c></summary>
sealed class SecretsListCommand() : CliCommand("list", "List names, versions and times of the secrets, never their values")
{
    public override async Task<int> RunAsync(Invocation call)
    {
        var secrets = await new SecretsAccess(call).RunAsync(
            client => client.GetAsync("/secrets", ApiJson.Default.IReadOnlyListSecretDocument, call.Cancellation),
            secrets => [.. secrets.List().Select(SecretDocument.Of)]
        );
        if (call.Json)
        {
            call.Out.WriteLine(JsonSerializer.Serialize(secrets, ApiJson.Default.IReadOnlyListSecretDocument));
            return ExitCode.Done;
        }

        if (secrets.Count == 0)
        {
            call.Error.WriteLine("No secrets are set.");
        }

        foreach (var secret in secrets)
        {
            var time = secret.UpdatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            call.Out.WriteLine($"{secret.Name, -40} version {secret.Version, -4} {time}");
        }

        return ExitCode.Done;
    }
}
