using System.Globalization;
using System.Text.Json;
using Railhead.Local;

namespace Railhead.Cli;

/// <summary><c>railhead secrets</c>: values come from standard input, so that they are in no history and no process list.</summary>
public static class SecretsCommand
{
    public static async Task<int> SetAsync(Invocation call, string name)
    {
        using var client = Client(call);
        var value = await Console.In.ReadToEndAsync(call.Cancellation);
        // "echo value | railhead secrets set NAME" means the value, not the value and an end of line.
        if (value.EndsWith('\n')) value = value[..^1];
        if (value.Length == 0) throw new UsageException("RH1000", "Standard input had no value.", $"printf %s \"$VALUE\" | railhead secrets set {name}");
        await client.PutAsync($"/secrets/{Uri.EscapeDataString(name)}", new SecretValue(value), ApiJson.Default.SecretValue, call.Cancellation);
        call.Error.WriteLine($"{name} is set. Running tasks get it with the next deployment: railhead deploy --force");
        return ExitCode.Done;
    }

    public static async Task<int> ListAsync(Invocation call)
    {
        using var client = Client(call);
        var secrets = await client.GetAsync("/secrets", ApiJson.Default.IReadOnlyListSecretDocument, call.Cancellation);
        if (call.Json)
        {
            call.Out.WriteLine(JsonSerializer.Serialize(secrets, ApiJson.Default.IReadOnlyListSecretDocument));
            return ExitCode.Done;
        }

        if (secrets.Count == 0) call.Error.WriteLine("No secrets are set.");
        foreach (var secret in secrets)
            call.Out.WriteLine($"{secret.Name,-40} version {secret.Version,-4} {secret.UpdatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}");
        return ExitCode.Done;
    }

    public static async Task<int> RemoveAsync(Invocation call, string name)
    {
        using var client = Client(call);
        await client.DeleteAsync($"/secrets/{Uri.EscapeDataString(name)}", call.Cancellation);
        call.Error.WriteLine($"{name} is removed.");
        return ExitCode.Done;
    }

    static ControlPlaneClient Client(Invocation call) => new(AppLocator.LayoutOf(call.Home, AppLocator.Environment(call)).ApiSocket, call.Time);
}
