using System.Globalization;
using System.Text.Json;
using Railhead.Local;
using Railhead.Model;

namespace Railhead.Cli;

/// <summary><c>railhead secrets</c>: values come from standard input, so that they are in no history and no process list.</summary>
public static class SecretsCommand
{
    public static async Task<int> SetAsync(Invocation call, string name)
    {
        Check(name);
        var (layout, record) = AppLocator.Meant(call);
        var value = await Console.In.ReadToEndAsync(call.Cancellation);
        // "echo value | railhead secrets set NAME" means the value, not the value and an end of line.
        if (value.EndsWith('\n'))
        {
            value = value[..^1];
        }

        if (value.Length == 0)
        {
            throw new UsageException("RH2002", "Standard input had no value.", $"printf %s \"$VALUE\" | railhead secrets set {name}");
        }

        var runs = await OnAsync(
            call,
            layout,
            record,
            async client =>
            {
                await client.PutAsync(
                    $"/secrets/{Uri.EscapeDataString(name)}",
                    new SecretValue(value),
                    ApiJson.Default.SecretValue,
                    call.Cancellation
                );
                return (await client.GetAsync("/push-facts", ApiJson.Default.PushFacts, call.Cancellation)).Revision is not null;
            },
            secrets =>
            {
                secrets.Set(name, value);
                return false;
            }
        );
        new DoneDocument(name, "set").Say(call, $"{name} is set. {Next(runs, call.Environment)}");
        return ExitCode.Done;
    }

    public static async Task<int> ListAsync(Invocation call)
    {
        var (layout, record) = AppLocator.Meant(call);
        var secrets = await OnAsync(
            call,
            layout,
            record,
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
            call.Out.WriteLine(
                $"{secret.Name, -40} version {secret.Version, -4} {secret.UpdatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)}"
            );
        }

        return ExitCode.Done;
    }

    public static async Task<int> RemoveAsync(Invocation call, string name)
    {
        Check(name);
        var (layout, record) = AppLocator.Meant(call);
        await OnAsync(
            call,
            layout,
            record,
            async client =>
            {
                await client.DeleteAsync($"/secrets/{Uri.EscapeDataString(name)}", call.Cancellation);
                return true;
            },
            secrets => secrets.Remove(name) ? true : throw SecretErrors.Unknown(name)
        );
        new DoneDocument(name, "removed").Say(call, $"{name} is removed.");
        return ExitCode.Done;
    }

    /// <summary>How the app gets a value that was just set.</summary>
    /// <param name="runs">Whether tasks run that have an older one or none.</param>
    /// <param name="environment">The environment's name.</param>
    public static string Next(bool runs, string environment)
    {
        var option = environment == "local" ? "" : $" --env {environment}";
        return runs
            ? $"Running tasks get it with the next deployment: railhead deploy --force{option}"
            : $"The app gets it when it starts: railhead up{option}";
    }

    /// <summary>By the control plane where there is one, else on the files themselves.</summary>
    static async Task<T> OnAsync<T>(
        Invocation call,
        Layout layout,
        EnvironmentRecord? record,
        Func<ControlPlaneClient, Task<T>> up,
        Func<StoppedSecrets, T> down
    )
    {
        if (record is not { IsUp: true })
        {
            return down(new StoppedSecrets(layout, MasterKeys.OfThisProcess(), call.Time));
        }

        using var client = new ControlPlaneClient(layout.ApiSocket, call.Time);
        return await up(client);
    }

    /// <exception cref="UsageException">An app could never be given a secret of that name.</exception>
    static void Check(string name)
    {
        if (!SecretName.IsCustom(name))
        {
            throw new UsageException(
                "RH2005",
                $"\"{name}\" is no name of a secret.",
                "Use letters, digits and _, not beginning with a digit, as for an environment variable."
            );
        }

        if (ContractVariables.IsReserved(name, hasDatabase: false))
        {
            throw new UsageException("RH2006", $"{name} is given to the app by Railhead.", "Choose another name.");
        }
    }
}
